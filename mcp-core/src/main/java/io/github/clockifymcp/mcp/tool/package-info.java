/// What a tool is: how it is declared, what it plans, how a call of it can end. The modules that
/// declare tools and the module that guards them know each other only through this package.
@NullMarked
package io.github.clockifymcp.mcp.tool;

import org.jspecify.annotations.NullMarked;
