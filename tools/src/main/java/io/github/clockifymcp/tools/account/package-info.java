/// Whose key it is, the workspaces it opens, the people in them, and what names mean there.
@NullMarked
package io.github.clockifymcp.tools.account;

import org.jspecify.annotations.NullMarked;
