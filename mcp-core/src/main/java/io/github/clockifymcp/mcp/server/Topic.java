package io.github.clockifymcp.mcp.server;

/// A list that can change while clients keep what they read of it.
public enum Topic {
    TOOLS("tools", Offer.Feature.TOOL_CHANGES),
    PROMPTS("prompts", Offer.Feature.PROMPT_CHANGES),
    RESOURCES("resources", Offer.Feature.RESOURCE_CHANGES);

    private final String name;
    private final Offer.Feature feature;

    Topic(String name, Offer.Feature feature) {
        this.name = name;
        this.feature = feature;
    }

    /// What it is called in capabilities.
    public String capability() {
        return name;
    }

    /// What it is called in the filter of `subscriptions/listen`.
    public String filter() {
        return name + "ListChanged";
    }

    /// The notification that it has changed.
    public String notification() {
        return "notifications/" + name + "/list_changed";
    }

    /// What a server must offer to speak of it.
    public Offer.Feature feature() {
        return feature;
    }
}
