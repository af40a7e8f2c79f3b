package io.github.clockifymcp.mcp.tool;

/// What an [Attempt] is aimed at. Everything but a tool names the reading tool whose rights it
/// takes, so that whoever may not call the tool may not reach the same thing by another door.
public sealed interface Target {

    /// The tool whose rights decide.
    String rights();

    /// What to call it in logs and audit lines.
    String label();

    /// A call of a tool. Whether it exists is for the guard to find out.
    record OfTool(String name) implements Target {
        @Override
        public String rights() {
            return name;
        }

        @Override
        public String label() {
            return name;
        }
    }

    /// A read of a resource.
    record OfResource(String uri, String rights, Work work) implements Target {
        @Override
        public String label() {
            return "resources/read";
        }
    }

    /// A prompt with its arguments filled in.
    record OfPrompt(String name, String rights, Work work) implements Target {
        @Override
        public String label() {
            return "prompts/get";
        }
    }

    /// Suggestions for an argument of a prompt or a resource template.
    record OfCompletion(String reference, String argument, String rights, Work work)
            implements Target {
        @Override
        public String label() {
            return "completion/complete";
        }
    }

    /// A wish to be told when a resource changes.
    record OfSubscription(String uri, String rights, Work work) implements Target {
        @Override
        public String label() {
            return "resources/subscribe";
        }
    }

    /// What is done once the guard has let it through.
    @FunctionalInterface
    interface Work {
        /// Does it, and answers with what it came to.
        ///
        /// @throws ToolException when it cannot be done
        Object run(Call call);
    }
}
