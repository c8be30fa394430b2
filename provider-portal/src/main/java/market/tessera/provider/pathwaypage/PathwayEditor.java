package market.tessera.provider.pathwaypage;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.elements.ElementForms;
import market.tessera.provider.elements.ElementForms.Understood;
import market.tessera.provider.elements.Section;
import market.tessera.provider.elements.Typed;
import market.tessera.provider.pathway.PathwayWork;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.pathwayedition.PathwayTerms;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Understands what was sent from the editor of a pathway: what was typed, which parts are chosen, and which button was pressed. */
@Component
class PathwayEditor {
    private static final int MOST_PARTS = 200;
    private static final int LONGEST_WORDS = 200;

    private final ElementForms forms;

    PathwayEditor(ElementForms forms) {
        this.forms = forms;
    }

    /**
     * @param edition that was public when the form was filled; empty where none was, or nobody says
     * @param content all that can be kept
     * @param find words that parts are looked for with; empty where none are
     * @param add name of the list that gets one more row; empty for none
     * @param turned whether a button only changed the form, so that the page is shown again
     */
    record Sent(
            long revision,
            String edition,
            PathwayContent content,
            Understood<PathwayTerms> understood,
            String find,
            String add,
            boolean turned) {
        /** Whether what was public then has another edition now; with a draft, the revision tells. */
        boolean isOutdated(PathwayWork now) {
            return now.draft() == null
                    && (revision != 0 || (!edition.isEmpty() && !edition.equals(String.valueOf(now.edition()))));
        }
    }

    Sent read(MultiValueMap<String, String> form, PathwayWork work) {
        var typed = Typed.from(form);
        var removed = form.getFirst("remove");
        var understood = forms.understand(
                Section.PATHWAY,
                ofRule(removed == null ? typed : typed.without(removed)),
                work.content().terms(),
                PathwayTerms.class);
        var pressed = Objects.requireNonNullElse(form.getFirst("press"), "");
        var add = Objects.requireNonNullElse(form.getFirst("add"), "");
        var find = words(pressed.equals("find") ? form.getFirst("find") : null);
        var content = new PathwayContent(
                understood.value(),
                arranged(ids(form, "offering"), pressed, "offering"),
                arranged(ids(form, "pathway"), pressed, "pathway"));
        return new Sent(
                number(form.getFirst("revision")),
                Objects.requireNonNullElse(form.getFirst("edition"), ""),
                content,
                understood,
                find,
                add,
                removed != null || !pressed.isEmpty() || !add.isEmpty());
    }

    /** What the chosen rule does not ask for was typed for another one. */
    private static Typed ofRule(Typed typed) {
        var kept =
                switch (typed.get("rule.type")) {
                    case "anyOf" -> List.of("rule.type", "rule.n");
                    case "creditSum" -> List.of("rule.type", "rule.framework", "rule.points");
                    default -> List.of("rule.type");
                };
        return new Typed(typed.values().entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("rule.") || kept.contains(entry.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static List<UUID> ids(MultiValueMap<String, String> form, String kind) {
        return Stream.concat(
                        form.getOrDefault(kind, List.of()).stream(),
                        form.getOrDefault("new-" + kind, List.of()).stream())
                .filter(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UUID::fromString)
                .distinct()
                .limit(MOST_PARTS)
                .toList();
    }

    /** Buttons are called {@code up:offering:2} and {@code drop:pathway:0}. */
    private static List<UUID> arranged(List<UUID> ids, String pressed, String kind) {
        var parts = pressed.split(":", 3);
        if (parts.length != 3 || !parts[1].equals(kind) || !parts[2].matches("\\d{1,3}")) {
            return ids;
        }
        var place = Integer.parseInt(parts[2]);
        var arranged = new ArrayList<>(ids);
        if (parts[0].equals("drop") && place < arranged.size()) {
            arranged.remove(place);
        }
        if (parts[0].equals("up") && place > 0 && place < arranged.size()) {
            Collections.swap(arranged, place, place - 1);
        }
        return List.copyOf(arranged);
    }

    private static String words(@Nullable String typed) {
        var words = Objects.requireNonNullElse(typed, "").strip();
        return words.substring(0, Math.min(LONGEST_WORDS, words.length()));
    }

    private static long number(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,18}") ? Long.parseLong(typed) : -1;
    }
}
