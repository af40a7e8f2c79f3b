package io.github.clockifymcp.clockify;

/// The file of an expense on its way to Clockify.
public final class Receipt {

    private final String fileName;
    private final String mediaType;
    private final byte[] bytes;

    /// @param mediaType such as `image/png`
    public Receipt(String fileName, String mediaType, byte[] bytes) {
        this.fileName = fileName;
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
    }

    public String fileName() {
        return fileName;
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
