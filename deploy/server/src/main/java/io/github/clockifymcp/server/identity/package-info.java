/// Who calls over the network: by tokens of an OpenID Connect provider, by what a trusted proxy
/// says, or by client certificates. Nothing of this is loaded on stdio.
@NullMarked
package io.github.clockifymcp.server.identity;

import org.jspecify.annotations.NullMarked;
