package market.tessera.provider.api;

import java.util.Arrays;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * What is asked of a list of what an institution works on.
 *
 * @param name by which a cursor knows the list that it is of: whose it is, and what it is narrowed by
 * @param text that titles contain; empty for all
 * @param state of the newest version; null for all
 * @param after where the page before ended; null for the first
 */
public record ListRequest(
        String name,
        String text,
        @Nullable WorkflowState state,
        int limit,
        @Nullable Cursor after) {
    private static final int LONGEST_TEXT = 200;

    /**
     * @param kind of what is listed
     * @throws market.tessera.platform.problem.Problem 400 with everything that is wrong
     */
    public static ListRequest read(String kind, ProviderScope scope, ServerWebExchange exchange) {
        var parameters = CallParameters.of(exchange);
        var text = parameters.text("q", LONGEST_TEXT).orElse("");
        var state = parameters.oneOf(
                "state",
                Arrays.stream(WorkflowState.values()).map(WorkflowState::code).toList());
        var limit = parameters.number("limit", 1, 100).orElse(20L).intValue();
        var cursor = parameters.text("cursor", LONGEST_TEXT);
        parameters.check();
        var name = "%s %s %s %s".formatted(kind, Arrays.toString(scope.providers()), text, state);
        return new ListRequest(
                name,
                text,
                state.map(WorkflowState::of).orElse(null),
                limit,
                cursor.map(typed -> Cursor.decode(typed, name)).orElse(null));
    }
}
