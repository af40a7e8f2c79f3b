package io.github.clockifymcp.sandbox;

/// Pictures of people and workspaces. They can be uploaded and not taken back.
final class ImageRoutes implements Routes {

    @Override
    public void addTo(Router router) {
        router.add("POST", "/file/image", ImageRoutes::upload);
    }

    private static Answer upload(Call call) {
        MultipartForm.Part file =
                call.parts()
                        .file("file")
                        .orElseThrow(() ->
                                new ApiError(
                                        400,
                                        ApiError.MISSING_PARAMETER,
                                        "Required part 'file' is not present."));
        String name = file.fileName().replaceAll("[^A-Za-z0-9._-]", "_");
        return Answer.ok(
                Json.object()
                        .put("name", file.fileName())
                        .put(
                                "url",
                                "https://img.example.org/%s/%s"
                                        .formatted(call.company().newId(), name)));
    }
}
