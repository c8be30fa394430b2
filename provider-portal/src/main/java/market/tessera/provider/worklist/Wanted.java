package market.tessera.provider.worklist;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import market.tessera.provider.offering.WorkflowState;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which part of what waits is looked at; the address of the page says so.
 *
 * @param step what is to be done with it; null for all
 * @param pathways whether pathways or offerings; null for both
 * @param source of the imports that brought it; null for all
 */
record Wanted(
        @Nullable WorkflowState step,
        @Nullable Boolean pathways,
        @Nullable String source,
        int page) {
    static final Wanted ALL = new Wanted(null, null, null, 1);

    private static final int LONGEST_SOURCE = 300;
    private static final int LAST_PAGE = 10_000;

    /** What means nothing is as if it had not been said. */
    static Wanted of(String step, String kind, String source, String page) {
        return new Wanted(
                Arrays.stream(WorkflowState.values())
                        .filter(state -> state.code().equals(step))
                        .findFirst()
                        .orElse(null),
                switch (kind) {
                    case "pathway" -> Boolean.TRUE;
                    case "offering" -> Boolean.FALSE;
                    case String _ -> null;
                },
                source.isBlank() || source.length() > LONGEST_SOURCE ? null : source,
                page.matches("\\d{1,5}") ? Math.clamp(Integer.parseInt(page), 1, LAST_PAGE) : 1);
    }

    public boolean isAll() {
        return step == null && pathways == null && source == null;
    }

    public String kind() {
        return pathways == null ? "" : pathways ? "pathway" : "offering";
    }

    boolean has(ReviewQueue.Kind kind) {
        return (step == null || step == kind.state())
                && (pathways == null || pathways == kind.pathway())
                && (source == null || source.equals(kind.source()));
    }

    /** The same at one step. */
    Wanted at(WorkflowState state) {
        return new Wanted(state, pathways, source, 1);
    }

    String url(int number) {
        var said = new LinkedHashMap<String, String>();
        said.put("step", step == null ? "" : step.code());
        said.put("kind", kind());
        said.put("source", source == null ? "" : source);
        said.put("page", number > 1 ? String.valueOf(number) : "");
        var address = UriComponentsBuilder.fromPath("/portal/reviews");
        said.forEach((name, value) -> {
            if (!value.isEmpty()) {
                address.queryParam(name, "{" + name + "}");
            }
        });
        return address.encode().buildAndExpand(Map.copyOf(said)).toUriString();
    }
}
