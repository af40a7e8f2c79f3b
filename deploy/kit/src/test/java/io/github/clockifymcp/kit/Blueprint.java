package io.github.clockifymcp.kit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The file for Render, in the words of Render's reference of Blueprints
/// (render.com/docs/blueprint-spec, read in November 2026). It has many more; a field that is not
/// here is a slip, or is added here when it was looked up.
///
/// @param services what is started
record Blueprint(List<Service> services) {
    private static final ObjectReader STRICT =
            Kit.YAML
                    .readerFor(Blueprint.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

    Blueprint {
        services = List.copyOf(services);
    }

    /// @param type `web` for what has an address of its own
    /// @param runtime `image` for one that somebody else built
    /// @param plan how large the machine is; those that are free have no disk
    /// @param numInstances one, where there is a disk
    /// @param healthCheckPath where it is asked whether it is well
    /// @param maxShutdownDelaySeconds from 1 to 300
    record Service(
            String type,
            String name,
            String runtime,
            Image image,
            String plan,
            int numInstances,
            String healthCheckPath,
            int maxShutdownDelaySeconds,
            Disk disk,
            List<Variable> envVars) {
        Service {
            envVars = List.copyOf(envVars);
        }
    }

    /// @param url registry, name and tag
    record Image(String url) {}

    /// @param mountPath where it is in the container
    record Disk(String name, String mountPath, int sizeGB) {}

    /// A variable with one of the three.
    ///
    /// @param value what it is
    /// @param sync false where it is asked for in the dashboard
    /// @param generateValue true where the platform makes 256 bits up, as Base64
    record Variable(
            String key,
            @Nullable String value,
            @Nullable Boolean sync,
            @Nullable Boolean generateValue) {}

    static Blueprint read(String yaml) throws IOException {
        return STRICT.readValue(yaml);
    }

    static Blueprint ours() throws IOException {
        return read(Files.readString(Kit.file("render/render.yaml")));
    }
}
