package io.github.clockifymcp.kit;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a cluster puts into the volumes of a pod.
final class Cluster {
    private Cluster() {}

    /// A key of a Secret or a ConfigMap.
    record Source(String object, String key) {}

    /// The files of a pod's projected volume, by their paths in it.
    static Map<String, Source> files(Pods pod) {
        Map<String, Source> files = new LinkedHashMap<>();
        for (Volume volume : pod.spec().getVolumes()) {
            if (volume.getProjected() == null) {
                continue;
            }
            for (VolumeProjection each : volume.getProjected().getSources()) {
                if (each.getSecret() != null) {
                    for (KeyToPath item : each.getSecret().getItems()) {
                        put(files, item, each.getSecret().getName());
                    }
                } else {
                    for (KeyToPath item : each.getConfigMap().getItems()) {
                        put(files, item, each.getConfigMap().getName());
                    }
                }
            }
        }
        return files;
    }

    private static void put(Map<String, Source> files, KeyToPath item, String object) {
        if (files.put(item.getPath(), new Source(object, item.getKey())) != null) {
            throw new IllegalStateException("Two files are called " + item.getPath());
        }
    }
}
