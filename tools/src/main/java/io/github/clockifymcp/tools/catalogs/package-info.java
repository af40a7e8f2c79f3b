/// What entries are about, as lists and one by one: projects, clients, tags and tasks.
@NullMarked
package io.github.clockifymcp.tools.catalogs;

import org.jspecify.annotations.NullMarked;
