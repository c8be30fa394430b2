package market.tessera.provider.sources;

import static market.tessera.platform.problem.Missing.notFound;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.formats.Formats;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Addresses of catalogues by hand: which there are, how it went with each, and how often it is looked at. */
@Controller
@RequestMapping("/portal/imports/sources")
class SourcesPage {
    private static final Role[] WRITERS = {Role.AUTHOR, Role.ADMINISTRATOR};
    private static final int BY_HAND = 60;

    private final Sources sources;
    private final AddSource addSource;
    private final Formats formats;
    private final Members members;
    private final Surroundings surroundings;

    SourcesPage(Sources sources, AddSource addSource, Formats formats, Members members, Surroundings surroundings) {
        this.sources = sources;
        this.addSource = addSource;
        this.formats = formats;
        this.members = members;
        this.surroundings = surroundings;
    }

    @org.springframework.stereotype.Component
    record Surroundings(Throttle throttle, MessageSource messages, Clock clock) {}

    @GetMapping
    Mono<Rendering> list(ProviderScope scope) {
        return page(scope, SourceForm.EMPTY, Map.of());
    }

    @PostMapping
    Mono<Rendering> add(ProviderScope scope, @ModelAttribute SourceForm form) {
        scope.requireSomewhere(WRITERS);
        var provider = Arrays.stream(scope.providers(WRITERS))
                .filter(id -> id.toString().equals(SourceForm.text(form.provider())))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        requireRight(scope, provider, form);
        return allowed(provider)
                .then(Mono.defer(() -> addSource.add(provider, scope.actor().answersFor(), form)))
                .flatMap(added -> switch (added) {
                    case AddSource.Added.Kept(var id) -> Mono.just(to(id));
                    case AddSource.Added.Refused(var mistakes) -> page(scope, form, mistakes);
                });
    }

    @GetMapping("/{source}")
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID source) {
        return own(scope, source)
                .flatMap(one -> sources.runs(source)
                        .collectList()
                        .map(runs -> Rendering.view("provider-portal/import-source")
                                .modelAttribute("source", one)
                                .modelAttribute("runs", runs)
                                .modelAttribute("everies", choices(Source.Every.values(), "every", one.every()))
                                .modelAttribute(
                                        "changes", choices(changes(scope, one.changes()), "changes", one.changes()))
                                .build()));
    }

    @PostMapping("/{source}")
    Mono<Rendering> set(ProviderScope scope, @PathVariable UUID source, @ModelAttribute SourceForm form) {
        return own(scope, source)
                .doOnNext(one -> {
                    if (one.changes() != Source.Changes.PUBLISH) {
                        requireRight(scope, one.provider(), form);
                    }
                })
                .flatMap(one -> {
                    var now = surroundings.clock().instant();
                    var due = form.often() == Source.Every.NEVER ? null : one.dueAt() == null ? now : one.dueAt();
                    return sources.set(source, form.often(), form.becoming(), due);
                })
                .thenReturn(to(source));
    }

    @PostMapping("/{source}/fetch")
    Mono<Rendering> fetch(ProviderScope scope, @PathVariable UUID source) {
        return own(scope, source)
                .flatMap(one -> allowed(one.provider())
                        .then(Mono.defer(
                                () -> sources.look(source, surroundings.clock().instant()))))
                .thenReturn(to(source));
    }

    /** What came from it stays. */
    @PostMapping("/{source}/remove")
    Mono<Rendering> remove(ProviderScope scope, @PathVariable UUID source) {
        return own(scope, source)
                .flatMap(_ -> sources.remove(source))
                .thenReturn(SeeOther.to("/portal/imports/sources"));
    }

    /** Past the reviewers, whatever the provider has said of its files, goes only what those let through who may say so for all files. */
    private static void requireRight(ProviderScope scope, UUID provider, SourceForm form) {
        if (form.becoming() == Source.Changes.PUBLISH) {
            scope.require(provider, Role.ADMINISTRATOR);
        }
    }

    private static Source.Changes[] changes(ProviderScope scope, Source.Changes chosen) {
        return chosen == Source.Changes.PUBLISH || scope.providers(Role.ADMINISTRATOR).length > 0
                ? Source.Changes.values()
                : new Source.Changes[] {Source.Changes.USUAL, Source.Changes.PROPOSE};
    }

    private Mono<Void> allowed(UUID provider) {
        return surroundings
                .throttle()
                .take("import-source:by-hand", provider.toString(), BY_HAND)
                .filter(free -> free)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS)))
                .then();
    }

    private Mono<Source> own(ProviderScope scope, UUID id) {
        scope.requireSomewhere(WRITERS);
        return sources.find(id).switchIfEmpty(notFound()).doOnNext(source -> scope.require(source.provider(), WRITERS));
    }

    private Mono<Rendering> page(ProviderScope scope, SourceForm form, Map<String, String> mistakes) {
        scope.requireSomewhere(WRITERS);
        var writesFor = Set.of(scope.providers(WRITERS));
        return Mono.zip(
                        sources.of(scope.providers(WRITERS)).collectList(),
                        members.employers(scope)
                                .filter(employer -> writesFor.contains(employer.id()))
                                .map(employer -> option(
                                        employer.id().toString(),
                                        employer.name(),
                                        employer.id().toString().equals(form.provider())))
                                .collectList(),
                        formats.all(scope.providers(WRITERS)).collectList())
                .map(known -> Rendering.view("provider-portal/import-sources")
                        .status(mistakes.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("sources", known.getT1())
                        .modelAttribute("employers", known.getT2())
                        .modelAttribute(
                                "formats",
                                known.getT3().stream()
                                        .map(format -> option(
                                                format.name(),
                                                label(format),
                                                format.name().equals(form.format())))
                                        .toList())
                        .modelAttribute("everies", choices(Source.Every.values(), "every", form.often()))
                        .modelAttribute("changes", choices(changes(scope, form.becoming()), "changes", form.becoming()))
                        .modelAttribute("form", form)
                        .modelAttribute("mistakes", mistakes)
                        .build());
    }

    private String label(Formats.Format format) {
        return format.title() == null ? say("imports.format." + format.name()) : format.title();
    }

    private List<Map<String, Object>> choices(Enum<?>[] values, String kind, Enum<?> chosen) {
        return Arrays.stream(values)
                .map(value -> {
                    var key = value.name().toLowerCase(java.util.Locale.ROOT);
                    return option(key, say("sources." + kind + "." + key), value == chosen);
                })
                .toList();
    }

    private String say(String key) {
        return surroundings.messages().getMessage(key, null, java.util.Locale.ENGLISH);
    }

    private static Map<String, Object> option(String value, String label, boolean selected) {
        return Map.of("value", value, "label", label, "selected", selected);
    }

    private static Rendering to(UUID source) {
        return SeeOther.to("/portal/imports/sources/" + source);
    }
}
