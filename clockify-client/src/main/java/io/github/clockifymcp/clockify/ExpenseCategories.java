package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What expenses are for, such as travel or mileage.
public final class ExpenseCategories {

    private final Connection connection;
    private final String workspace;

    ExpenseCategories(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of them.
    public Page<ExpenseCategory> list(Filter filter, Paging paging) {
        Query query = filter.query.with(paging.query());
        JsonNode found = connection.send(ApiRequest.get(path(), query, JsonNode.class));
        List<ExpenseCategory> categories =
                Json.readList(found.path("categories"), ExpenseCategory.class);
        int read = (paging.page() - 1) * paging.size() + categories.size();
        boolean more = !categories.isEmpty() && read < found.path("count").asInt();
        return new Page<>(categories, more);
    }

    /// Makes a category. A name is taken as long as its category exists, archived or not.
    public ApiRequest<ExpenseCategory> create(NewCategory category) {
        return ApiRequest.post(path(), Json.tree(category), ExpenseCategory.class);
    }

    /// Replaces a category's name, unit and price; all of them are sent.
    public ApiRequest<ExpenseCategory> replace(String id, NewCategory category) {
        return ApiRequest.put(path(id), Json.tree(category), ExpenseCategory.class);
    }

    /// Archives a category, or brings it back.
    public ApiRequest<ExpenseCategory> archive(String id, boolean archived) {
        return ApiRequest.patch(
                path(id, "status"),
                JsonNodeFactory.instance.objectNode().put("archived", archived),
                ExpenseCategory.class);
    }

    /// Deletes a category, which has to be archived.
    public ApiRequest<Nothing> delete(String id) {
        return ApiRequest.delete(path(id), Nothing.class);
    }

    private String path(String... more) {
        String path = Paths.of("workspaces", workspace, "expenses", "categories");
        return more.length == 0 ? path : path + Paths.of(more);
    }

    /// A category.
    ///
    /// @param hasUnitPrice whether expenses of it are counted in units, such as kilometres
    /// @param unit what is counted; null or empty without a price
    /// @param priceInCents what one unit costs; null without a price
    public record ExpenseCategory(
            String id,
            String name,
            boolean archived,
            boolean hasUnitPrice,
            @Nullable String unit,
            @Nullable Long priceInCents) {

        public ExpenseCategory {
            Objects.requireNonNull(id, "id");
            name = Objects.requireNonNullElse(name, "");
        }
    }

    /// A category as it is sent.
    ///
    /// @param name at most 250 characters
    /// @param unit and the price in cents: null for a category whose expenses are sums
    public record NewCategory(
            String name,
            boolean hasUnitPrice,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unit,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long priceInCents) {

        /// One whose expenses are sums of money.
        public static NewCategory ofSums(String name) {
            return new NewCategory(name, false, null, null);
        }

        /// One whose expenses are counted.
        public static NewCategory counted(String name, String unit, long priceInCents) {
            return new NewCategory(name, true, unit, priceInCents);
        }
    }

    /// Which categories: those in use unless it says otherwise.
    public static final class Filter {

        private final Query query;

        private Filter(Query query) {
            this.query = query;
        }

        public static Filter inUse() {
            return new Filter(Query.none().with("archived", false));
        }

        public static Filter archived() {
            return new Filter(Query.none().with("archived", true));
        }

        /// Whose name contains this.
        public Filter name(String part) {
            return new Filter(query.with("name", part));
        }

        /// Sorted by `NAME`.
        public Filter sortedByName(SortOrder order) {
            return new Filter(query.with("sort-column", "NAME").with("sort-order", order.name()));
        }
    }
}
