package market.tessera.provider.mapping;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A part of the catalogue format with expressions in place of values. Null stands for undisclosed. */
sealed interface Template {
    @Nullable
    JsonNode evaluate(Evaluation row);

    /** Adds what an input's columns are called by this part. */
    void collectColumns(String input, String current, Set<String> columns);

    /** The same for every row. */
    record Constant(JsonNode value) implements Template {
        @Override
        public JsonNode evaluate(Evaluation row) {
            return value;
        }

        @Override
        public void collectColumns(String input, String current, Set<String> columns) {}
    }

    /**
     * A JSON object; undisclosed where its condition does not hold or, without one, where none of its members that vary is disclosed.
     *
     * @param required members without which the object says nothing
     */
    record Members(Map<String, Template> members, @Nullable Condition when, Set<String> required) implements Template {
        @Override
        public @Nullable JsonNode evaluate(Evaluation row) {
            if (when != null && !when.holds(row)) {
                return null;
            }
            var node = JsonNodeFactory.instance.objectNode();
            var disclosed = when != null || members.values().stream().allMatch(Constant.class::isInstance);
            for (var member : members.entrySet()) {
                var value = row.member(member.getKey(), member.getValue());
                if (value != null) {
                    node.set(member.getKey(), value);
                    disclosed |= !(member.getValue() instanceof Constant);
                }
            }
            return disclosed && required.stream().allMatch(node::has) ? node : null;
        }

        @Override
        public void collectColumns(String input, String current, Set<String> columns) {
            members.values().forEach(member -> member.collectColumns(input, current, columns));
            if (when != null && input.equals(current)) {
                columns.add(when.column());
            }
        }
    }

    /** A JSON array of those items that are disclosed; undisclosed itself if none is. */
    record Items(List<Template> items) implements Template {
        @Override
        public @Nullable JsonNode evaluate(Evaluation row) {
            var array = JsonNodeFactory.instance.arrayNode();
            for (var item : items) {
                if (item instanceof Each each) {
                    each.evaluateAll(row).forEach(array::add);
                } else {
                    var value = item.evaluate(row);
                    if (value != null) {
                        array.add(value);
                    }
                }
            }
            return array.isEmpty() ? null : array;
        }

        @Override
        public void collectColumns(String input, String current, Set<String> columns) {
            items.forEach(item -> item.collectColumns(input, current, columns));
        }
    }

    /** One item for each row of a joined input. */
    record Each(String joined, Template item) implements Template {
        List<JsonNode> evaluateAll(Evaluation row) {
            return row.joined(joined).stream()
                    .map(each -> item.evaluate(row.at(each)))
                    .filter(Objects::nonNull)
                    .toList();
        }

        @Override
        public @Nullable JsonNode evaluate(Evaluation row) {
            return evaluateAll(row).stream().findFirst().orElse(null);
        }

        @Override
        public void collectColumns(String input, String current, Set<String> columns) {
            item.collectColumns(input, joined, columns);
        }
    }

    /** What all rows of a joined input agree on; undisclosed where they differ, or where one of them does not say. */
    record Agreed(String joined, Template value) implements Template {
        @Override
        public @Nullable JsonNode evaluate(Evaluation row) {
            return row.attempt(() -> agreed(row));
        }

        private @Nullable JsonNode agreed(Evaluation row) {
            JsonNode common = null;
            for (var each : row.joined(joined)) {
                var said = value.evaluate(row.at(each));
                if (said == null || (common != null && !common.equals(said))) {
                    return null;
                }
                common = said;
            }
            return common;
        }

        @Override
        public void collectColumns(String input, String current, Set<String> columns) {
            value.collectColumns(input, joined, columns);
        }
    }

    /** The first alternative that is disclosed. */
    record First(List<Template> alternatives) implements Template {
        @Override
        public @Nullable JsonNode evaluate(Evaluation row) {
            return alternatives.stream()
                    .map(alternative -> alternative.evaluate(row))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public void collectColumns(String input, String current, Set<String> columns) {
            alternatives.forEach(alternative -> alternative.collectColumns(input, current, columns));
        }
    }

    /** The product of numbers, all of which have to be disclosed. */
    record Product(List<Template> factors, @Nullable String derived) implements Template {
        @Override
        public @Nullable JsonNode evaluate(Evaluation row) {
            var product = java.math.BigDecimal.ONE;
            for (var factor : factors) {
                var value = factor.evaluate(row);
                if (value == null || !value.isNumber()) {
                    return null;
                }
                product = product.multiply(value.decimalValue());
            }
            if (derived != null) {
                row.derived(derived, null);
            }
            return JsonNodeFactory.instance.numberNode(product.stripTrailingZeros());
        }

        @Override
        public void collectColumns(String input, String current, Set<String> columns) {
            factors.forEach(factor -> factor.collectColumns(input, current, columns));
        }
    }

    /** A value made from the row's columns. */
    record Value(ValueRule rule) implements Template {
        @Override
        public @Nullable JsonNode evaluate(Evaluation row) {
            return rule.evaluate(row);
        }

        @Override
        public void collectColumns(String input, String current, Set<String> columns) {
            if (input.equals(current)) {
                columns.addAll(rule.columns());
            }
        }
    }

    /** Whether a column holds one of some values; with no values, whether it holds any. */
    record Condition(
            String column,
            @Nullable Set<String> in,
            @Nullable Boolean present) {
        boolean holds(Evaluation row) {
            var value = row.column(column);
            if (present != null) {
                return present == (value != null);
            }
            return value != null && (in == null || in.contains(value));
        }
    }
}
