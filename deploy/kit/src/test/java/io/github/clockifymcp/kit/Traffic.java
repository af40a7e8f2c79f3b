package io.github.clockifymcp.kit;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What policies let through, as Kubernetes defines it: a pod that no policy selects may do
/// everything, one that is selected may do what any of these policies allows.
final class Traffic {
    private final List<NetworkPolicy> policies;

    Traffic(List<HasMetadata> objects) {
        this.policies = Chart.of(NetworkPolicy.class, objects);
    }

    /// Somebody who sends or is sent to.
    sealed interface End permits Inside, Outside {}

    /// A pod.
    ///
    /// @param namespace its name, which is a label of every namespace too
    record Inside(String namespace, Map<String, String> labels) implements End {
        Inside {
            labels = Map.copyOf(labels);
        }
    }

    /// An address outside of the cluster.
    record Outside(String address) implements End {}

    /// Whether it gets there. The other side's own policies are not ours.
    boolean allowed(End from, End to, int port, String protocol) {
        return leaves(from, to, port, protocol) && arrives(from, to, port, protocol);
    }

    private boolean leaves(End from, End to, int port, String protocol) {
        List<NetworkPolicy> selecting = selecting(from, "Egress");
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> policy.getSpec().getEgress().stream())
                        .anyMatch(rule ->
                                anyPort(rule.getPorts(), port, protocol)
                                        && anyPeer(rule.getTo(), to));
    }

    private boolean arrives(End from, End to, int port, String protocol) {
        List<NetworkPolicy> selecting = selecting(to, "Ingress");
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .anyMatch(rule ->
                                anyPort(rule.getPorts(), port, protocol)
                                        && anyPeer(rule.getFrom(), from));
    }

    private List<NetworkPolicy> selecting(End end, String type) {
        return policies.stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(type))
                .filter(policy ->
                        end instanceof Inside pod
                                && pod.namespace().equals(Chart.NAMESPACE)
                                && selects(policy.getSpec().getPodSelector(), pod.labels()))
                .toList();
    }

    /// None named is every one.
    private static boolean anyPort(List<NetworkPolicyPort> ports, int port, String protocol) {
        return ports.isEmpty()
                || ports.stream()
                        .anyMatch(each ->
                                Objects.equals(each.getPort().getIntVal(), port)
                                        && each.getProtocol().equals(protocol));
    }

    /// None named is everybody.
    private static boolean anyPeer(List<NetworkPolicyPeer> peers, End end) {
        return peers.isEmpty() || peers.stream().anyMatch(peer -> is(peer, end));
    }

    private static boolean is(NetworkPolicyPeer peer, End end) {
        return switch (end) {
            case Outside(String address) ->
                    peer.getIpBlock() != null && within(peer.getIpBlock(), address);
            case Inside pod ->
                    peer.getIpBlock() == null
                            && isNamespace(peer.getNamespaceSelector(), pod.namespace())
                            && (peer.getPodSelector() == null
                                    || selects(peer.getPodSelector(), pod.labels()));
        };
    }

    private static boolean isNamespace(@Nullable LabelSelector selector, String namespace) {
        return selector == null
                ? namespace.equals(Chart.NAMESPACE)
                : selects(selector, Map.of("kubernetes.io/metadata.name", namespace));
    }

    private static boolean within(IPBlock block, String address) {
        byte[] literal = InetAddress.ofLiteral(address).getAddress();
        return begins(literal, block.getCidr())
                && block.getExcept().stream().noneMatch(part -> begins(literal, part));
    }

    private static boolean begins(byte[] address, String cidr) {
        int slash = cidr.indexOf('/');
        byte[] base = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
        int bits = Integer.parseInt(cidr.substring(slash + 1));
        int rest = address.length * 8 - bits;
        return base.length == address.length
                && new BigInteger(1, base)
                        .shiftRight(rest)
                        .equals(new BigInteger(1, address).shiftRight(rest));
    }

    private static boolean selects(LabelSelector selector, Map<String, String> labels) {
        Map<String, String> wanted =
                Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
        return labels.entrySet().containsAll(wanted.entrySet())
                && selector.getMatchExpressions().stream().allMatch(each -> holds(each, labels));
    }

    private static boolean holds(LabelSelectorRequirement rule, Map<String, String> labels) {
        if (!rule.getOperator().equals("In")) {
            throw new IllegalArgumentException("not thought of: " + rule.getOperator());
        }
        String value = labels.get(rule.getKey());
        return value != null && rule.getValues().contains(value);
    }
}
