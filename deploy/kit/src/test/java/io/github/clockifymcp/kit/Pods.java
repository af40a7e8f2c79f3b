package io.github.clockifymcp.kit;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A pod that would run.
///
/// @param component what it is for, such as `server`
/// @param labels by which others select it
record Pods(String component, Map<String, String> labels, PodSpec spec) {
    static final String COMPONENT = "app.kubernetes.io/component";

    Pods {
        labels = Map.copyOf(labels);
    }

    /// All that some objects make.
    static List<Pods> of(List<HasMetadata> objects) {
        List<Pods> pods = new ArrayList<>();
        for (HasMetadata each : objects) {
            switch (each) {
                case Deployment it ->
                        add(
                                pods,
                                it.getSpec().getTemplate().getMetadata().getLabels(),
                                it.getSpec().getTemplate().getSpec());
                case Job it ->
                        add(
                                pods,
                                it.getSpec().getTemplate().getMetadata().getLabels(),
                                it.getSpec().getTemplate().getSpec());
                case CronJob it -> {
                    var template = it.getSpec().getJobTemplate().getSpec().getTemplate();
                    add(pods, template.getMetadata().getLabels(), template.getSpec());
                }
                case Pod it -> add(pods, it.getMetadata().getLabels(), it.getSpec());
                default -> {}
            }
        }
        return pods;
    }

    private static void add(List<Pods> pods, Map<String, String> labels, PodSpec spec) {
        pods.add(new Pods(labels.getOrDefault(COMPONENT, ""), labels, spec));
    }

    /// The one of a component.
    static Pods named(String component, List<HasMetadata> objects) {
        return of(objects).stream()
                .filter(pod -> pod.component().equals(component))
                .findFirst()
                .orElseThrow();
    }

    /// Each has one container.
    Container container() {
        if (spec.getContainers().size() != 1) {
            throw new IllegalStateException("A pod of " + spec.getContainers().size());
        }
        return spec.getContainers().getFirst();
    }
}
