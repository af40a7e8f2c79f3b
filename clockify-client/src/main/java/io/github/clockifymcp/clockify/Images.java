package io.github.clockifymcp.clockify;

import org.jspecify.annotations.Nullable;

/// Pictures of people and workspaces.
public final class Images {

    Images() {}

    /// Uploads a picture. It stays, and whoever has its address can see it: there is no request
    /// that deletes one.
    ///
    /// @param mediaType such as `image/png`
    public ApiRequest<Image> upload(String fileName, String mediaType, byte[] bytes) {
        return ApiRequest.post(
                Paths.of("file", "image"),
                new Form().file("file", fileName, mediaType, bytes).body(),
                Image.class);
    }

    /// An uploaded picture.
    ///
    /// @param url what stands for it where a picture is asked for
    public record Image(@Nullable String name, @Nullable String url) {}
}
