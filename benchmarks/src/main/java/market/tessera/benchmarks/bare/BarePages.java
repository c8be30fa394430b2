package market.tessera.benchmarks.bare;

import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.stage.Offered;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads everything on offer out of the engine, page by page of one point in time, and does nothing with it. */
public final class BarePages {
    public static final int PAGE = 250;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KEEP = "1m";
    private static final String SORT = "\"sort\":[";

    private final Http engine;

    public BarePages(Http engine) {
        this.engine = engine;
    }

    /** Returns how many documents there were. */
    public long read() {
        var opened = engine.post("/%s/_search/point_in_time?keep_alive=%s".formatted(Offered.INDEX, KEEP), new byte[0])
                .block();
        var moment = JSON.readTree(opened).path("pit_id").asString();
        var documents = 0L;
        var page = page(moment, null);
        while (page.documents() > 0) {
            documents += page.documents();
            page = page(moment, page.last());
        }
        engine.delete("/_search/point_in_time/_all").block();
        return documents;
    }

    /** @param last where the next page begins */
    private record Page(int documents, @Nullable Long last) {}

    private Page page(String moment, @Nullable Long after) {
        var request = JSON.createObjectNode().put("size", PAGE).put("track_total_hits", false);
        request.putObject("pit").put("id", moment).put("keep_alive", KEEP);
        request.putObject("query").putObject("term").put("withdrawn", false);
        request.putArray("sort").add("_shard_doc");
        request.putArray("_source")
                .add("card")
                .add("compare")
                .add("offering")
                .add("withdrawn")
                .add("version")
                .add("updatedAt");
        if (after != null) {
            request.putArray("search_after").add(after);
        }
        var answer = engine.post("/_search", JSON.writeValueAsBytes(request)).block();
        return page(answer == null ? "" : answer);
    }

    /** Looks for what it needs in the text; to read it as JSON is not what is measured. */
    private static Page page(String answer) {
        var documents = 0;
        var sort = -1;
        for (var at = answer.indexOf(SORT); at >= 0; at = answer.indexOf(SORT, at + 1)) {
            documents++;
            sort = at + SORT.length();
        }
        return documents == 0
                ? new Page(0, null)
                : new Page(documents, Long.valueOf(answer.substring(sort, answer.indexOf(']', sort))));
    }
}
