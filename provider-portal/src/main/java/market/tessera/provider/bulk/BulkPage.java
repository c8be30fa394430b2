package market.tessera.provider.bulk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.provider.bulk.BulkEdit.Chosen;
import market.tessera.provider.elements.ElementWords;
import market.tessera.provider.elements.Field;
import market.tessera.provider.elements.Mistake;
import market.tessera.provider.elements.Section;
import market.tessera.provider.elements.Typed;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Changing several offerings at once: which, what, how it would look, and what became of it. Each step is a page. */
@Controller
@RequestMapping("/portal/offerings/bulk")
class BulkPage {
    static final int MOST = 50;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final BulkEdit bulkEdit;
    private final ElementWords words;
    private final MessageSource messages;

    BulkPage(BulkEdit bulkEdit, ElementWords words, MessageSource messages) {
        this.messages = messages;
        this.bulkEdit = bulkEdit;
        this.words = words;
    }

    /** Which element, and then what it is to say. */
    @GetMapping
    Mono<Rendering> choose(ProviderScope scope, @RequestParam MultiValueMap<String, String> query) {
        scope.requireSomewhere(Role.AUTHOR, Role.ADMINISTRATOR);
        return ask(query, Wish.of(query).orElse(null), Map.of(), HttpStatus.OK);
    }

    @PostMapping("/preview")
    Mono<Rendering> preview(ProviderScope scope, ServerWebExchange exchange, Locale locale) {
        scope.requireSomewhere(Role.AUTHOR, Role.ADMINISTRATOR);
        return exchange.getFormData().flatMap(form -> {
            var wish = rowTaken(Wish.of(form), form);
            if (wish.isEmpty() || ids(form).isEmpty() || form.containsKey("add") || form.containsKey("remove")) {
                return ask(form, wish.orElse(null), Map.of(), HttpStatus.OK);
            }
            var mistakes = mistakes(wish.get(), locale);
            return mistakes.isEmpty()
                    ? bulkEdit.preview(scope, ids(form), wish.get(), locale)
                            .collectList()
                            .map(effects -> result(wish.get(), effects, true))
                    : ask(form, wish.get(), mistakes, HttpStatus.UNPROCESSABLE_CONTENT);
        });
    }

    @PostMapping("/apply")
    Mono<Rendering> apply(ProviderScope scope, ServerWebExchange exchange, Locale locale) {
        scope.requireSomewhere(Role.AUTHOR, Role.ADMINISTRATOR);
        return exchange.getFormData().flatMap(form -> {
            var wish = Wish.of(form);
            if (wish.isEmpty() || !mistakes(wish.get(), locale).isEmpty()) {
                return ask(form, wish.orElse(null), Map.of(), HttpStatus.UNPROCESSABLE_CONTENT);
            }
            return bulkEdit.apply(scope, chosen(form), wish.get(), locale)
                    .collectList()
                    .map(effects -> result(wish.get(), effects, false));
        });
    }

    private static Optional<Wish> rowTaken(Optional<Wish> wish, MultiValueMap<String, String> form) {
        return wish.map(asked -> Optional.ofNullable(form.getFirst("remove"))
                .map(row -> new Wish(asked.element(), asked.typed().without(row)))
                .orElse(asked));
    }

    private Map<String, String> mistakes(Wish wish, Locale locale) {
        if (wish.isPrice()) {
            return wish.percent().isPresent()
                    ? Map.of()
                    : Map.of(Wish.PRICE, messages.getMessage("bulk.percent.mistake", null, locale));
        }
        SequencedMap<String, Mistake> found = bulkEdit.understood(wish).mistakes();
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> words.mistake(entry.getValue(), locale)));
    }

    private static Mono<Rendering> ask(
            MultiValueMap<String, String> form, @Nullable Wish wish, Map<String, String> mistakes, HttpStatus status) {
        return Mono.just(Rendering.view("provider-portal/bulk")
                .status(status)
                .modelAttribute("ids", ids(form))
                .modelAttribute("elements", Wish.elements())
                .modelAttribute("element", wish == null ? "" : wish.element())
                .modelAttribute("field", wish == null || wish.isPrice() ? "" : field(wish.element()))
                .modelAttribute("typed", wish == null ? new Typed(Map.of()) : wish.typed())
                .modelAttribute("added", Objects.requireNonNullElse(form.getFirst("add"), ""))
                .modelAttribute("mistakes", mistakes)
                .build());
    }

    private static Field field(String element) {
        return Section.OFFERING.stream()
                .flatMap(section -> section.fields().stream())
                .filter(known -> known.name().equals(element))
                .findFirst()
                .orElseThrow();
    }

    private static Rendering result(Wish wish, List<Effect> effects, boolean ahead) {
        return Rendering.view("provider-portal/bulk-result")
                .modelAttribute("ahead", ahead)
                .modelAttribute("effects", effects)
                .modelAttribute(
                        "changing",
                        effects.stream()
                                .filter(effect -> effect.kind() == Effect.Kind.CHANGES)
                                .count())
                .modelAttribute(
                        "drafts",
                        effects.stream()
                                .flatMap(effect -> Stream.ofNullable(effect.draft()))
                                .toList())
                .modelAttribute("element", wish.element())
                .modelAttribute("typed", wish.typed().values())
                .build();
    }

    private static List<UUID> ids(MultiValueMap<String, String> form) {
        return form.getOrDefault("ids", List.of()).stream()
                .filter(Objects::nonNull)
                .filter(id -> ID.matcher(id).matches())
                .map(UUID::fromString)
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** Those of the preview, each with what it was then. */
    private static List<Chosen> chosen(MultiValueMap<String, String> form) {
        var ids = form.getOrDefault("ids", List.of());
        var seen = form.getOrDefault("seen", List.of());
        return IntStream.range(0, Math.min(MOST, Math.min(ids.size(), seen.size())))
                .filter(at ->
                        ID.matcher(Objects.requireNonNullElse(ids.get(at), "")).matches())
                .mapToObj(at -> new Chosen(UUID.fromString(ids.get(at)), Objects.requireNonNullElse(seen.get(at), "")))
                .toList();
    }
}
