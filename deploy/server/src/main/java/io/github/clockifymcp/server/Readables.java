package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.Policies;
import io.github.clockifymcp.enforcement.Policy;
import io.github.clockifymcp.mcp.server.Offered;
import io.github.clockifymcp.mcp.tool.Completion;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.PromptTemplate;
import io.github.clockifymcp.mcp.tool.ResourceTemplate;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What there is beside tools: resources, prompts, and what completes their arguments. Each takes
/// the rights of a tool and is there where that tool may be used, listed or not. Made when somebody
/// asks, since most clients never do.
final class Readables {
    private final Toolset toolset;
    private final Policies policies;
    private final Lazy<List<ResourceTemplate>> resources;
    private final Lazy<List<Offered.Template>> templates;
    private final Lazy<List<PromptTemplate>> recipes;
    private final Lazy<List<Offered.Prompt>> prompts;
    private final Supplier<Toolbox<Workplace>> declared;

    /// @param resources all that can be read by a URI
    /// @param declared prompts and completions
    Readables(
            Supplier<List<ResourceTemplate>> resources,
            Supplier<Toolbox<Workplace>> declared,
            Toolset toolset,
            Policies policies) {
        this.toolset = toolset;
        this.policies = policies;
        this.declared = declared;
        this.resources = new Lazy<>(resources);
        this.templates =
                new Lazy<>(() -> this.resources.get().stream().map(Offered.Template::of).toList());
        this.recipes = new Lazy<>(() -> declared.get().prompts());
        this.prompts = new Lazy<>(() -> recipes.get().stream().map(Offered.Prompt::of).toList());
    }

    List<Offered.Template> templates(Principal principal) {
        return templates.get().stream().filter(openTo(principal)).toList();
    }

    List<Offered.Prompt> prompts(Principal principal) {
        return prompts.get().stream().filter(openTo(principal)).toList();
    }

    /// What completes an argument of a prompt or of a resource's URI.
    ///
    /// @param reference the prompt's name or the URI's form
    Optional<Offered.Completion> completion(
            Principal principal, String reference, String argument) {
        boolean asked =
                recipes.get().stream()
                                .filter(prompt -> prompt.name().equals(reference))
                                .flatMap(prompt -> prompt.arguments().stream())
                                .anyMatch(known -> known.name().equals(argument))
                        || resources.get().stream()
                                .filter(resource -> resource.uri().equals(reference))
                                .anyMatch(known -> known.uri().contains("{" + argument + "}"));
        if (!asked) {
            return Optional.empty();
        }
        return declared.get().completions().stream()
                .filter(completion -> completion.argument().equals(argument))
                .findFirst()
                .map(Readables::offered)
                .filter(openTo(principal));
    }

    private static Offered.Completion offered(Completion completion) {
        return new Offered.Completion(
                completion.rights(),
                (typed, others, call) -> completion.suggest().suggest(typed, call));
    }

    private Predicate<Offered> openTo(Principal principal) {
        Policy policy = policies.of(principal);
        return offered ->
                toolset.tool(offered.rights())
                        .map(tool -> policy.visible(tool.info()))
                        .orElse(false);
    }
}
