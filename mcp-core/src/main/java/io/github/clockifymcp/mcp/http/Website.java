package io.github.clockifymcp.mcp.http;

/// Pages for people's browsers, beside the endpoint: at the same address, with the same limits, and
/// ended with it. Nothing of the protocol is known here.
///
/// By `Host` it is known that a request was meant for us. Which page of the web sent it, and who
/// did, the website finds out for itself.
public interface Website {
    /// There are none.
    Website NONE =
            new Website() {
                @Override
                public boolean has(String path) {
                    return false;
                }

                @Override
                public PageAnswer answer(PageRequest request) {
                    throw new IllegalStateException("there are no pages");
                }
            };

    /// Whether it answers under this path; the same every time it is asked.
    boolean has(String path);

    /// Answers a request for one of its paths. It may take its time.
    PageAnswer answer(PageRequest request);
}
