package io.github.clockifymcp.sandbox;

/// A domain's operations. A new domain is one class of this kind, named in [Services].
@FunctionalInterface
interface Routes {

    /// Adds the domain's methods and path templates, relative to the service's base path.
    void addTo(Router router);
}
