/// The published catalogue: written from the tools' records when the project is built, read in
/// review, cut into byte strings, served as it is, and enforced as it is.
@NullMarked
package io.github.clockifymcp.mcp.catalogue;

import org.jspecify.annotations.NullMarked;
