/// Where Clockify's OpenAPI documents are wrong, for the tests of the client and of the sandbox.
@NullMarked
package io.github.clockifymcp.sandbox.contract;

import org.jspecify.annotations.NullMarked;
