package market.tessera.provider.mapper;

import static market.tessera.platform.problem.Missing.notFound;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.elements.ElementWords;
import market.tessera.provider.mapper.TableSample.Made;
import market.tessera.provider.mapping.Choice;
import market.tessera.provider.mapping.OwnMappings;
import market.tessera.provider.mapping.OwnMappings.Kept;
import market.tessera.provider.mapping.Row;
import market.tessera.provider.mapping.Suggestion;
import market.tessera.provider.mapping.Target;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Mappings of an institution's own tables: begun from a file, chosen column by column, tried on the first rows. */
@Controller
@RequestMapping("/portal/imports/mappings")
class MappingsPage {
    private static final Role[] WRITERS = {Role.AUTHOR, Role.ADMINISTRATOR};

    private final OwnMappings own;
    private final BuildMapping buildMapping;
    private final Members members;
    private final ElementWords words;
    private final ColumnQuestions questions;

    MappingsPage(
            OwnMappings own,
            BuildMapping buildMapping,
            Members members,
            ElementWords words,
            ColumnQuestions questions) {
        this.own = own;
        this.buildMapping = buildMapping;
        this.members = members;
        this.words = words;
        this.questions = questions;
    }

    @GetMapping
    Mono<Rendering> list(ProviderScope scope) {
        return page(scope, "", null);
    }

    @PostMapping
    Mono<Rendering> begin(ProviderScope scope, ServerWebExchange exchange) {
        scope.requireSomewhere(WRITERS);
        return exchange.getMultipartData().flatMap(form -> begin(scope, form));
    }

    private Mono<Rendering> begin(ProviderScope scope, MultiValueMap<String, Part> form) {
        var name = text(form, "name");
        var provider = Arrays.stream(scope.providers(WRITERS))
                .filter(id -> id.toString().equals(text(form, "provider")))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var file = form.getFirst("file") instanceof FilePart sent
                        && !sent.filename().isEmpty()
                ? sent
                : null;
        return buildMapping.begin(provider, name, file).flatMap(begun -> switch (begun) {
            case BuildMapping.Begun.Kept(var id) -> Mono.just(SeeOther.to("/portal/imports/mappings/" + id));
            case BuildMapping.Begun.Refused(var reason) -> page(scope, name, reason);
        });
    }

    @GetMapping("/{mapping}")
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID mapping) {
        return own(scope, mapping)
                .flatMap(kept -> Mono.zip(buildMapping.preview(kept), Mono.fromCallable(() -> BuildMapping.rows(kept)))
                        .map(known -> Rendering.view("provider-portal/import-mapping")
                                .modelAttribute("mapping", kept)
                                .modelAttribute("columns", questions.of(kept, known.getT2()))
                                .modelAttribute("constants", questions.constants(kept))
                                .modelAttribute("missing", questions.missing(kept.choices()))
                                .modelAttribute(
                                        "preview",
                                        known.getT1().stream().map(this::shown).toList())
                                .build()));
    }

    @PostMapping("/{mapping}")
    Mono<Rendering> choose(ProviderScope scope, @PathVariable UUID mapping, ServerWebExchange exchange) {
        return own(scope, mapping)
                .flatMap(kept -> Mono.zip(Mono.fromCallable(() -> BuildMapping.rows(kept)), exchange.getFormData())
                        .flatMap(known -> buildMapping.change(kept, chosen(kept, known.getT1(), known.getT2()))))
                .thenReturn(SeeOther.to("/portal/imports/mappings/" + mapping));
    }

    private static List<Choice> chosen(Kept kept, List<Row> rows, MultiValueMap<String, String> form) {
        var values = new ArrayList<Map<String, String>>();
        var columns = kept.columns();
        for (var at = 0; at < columns.size(); at++) {
            var target = Target.of(Objects.requireNonNullElse(form.getFirst("target-" + at), ""));
            values.add(Suggestion.meanings(
                    target, ColumnQuestions.valuesOf(columns.get(at).column(), rows)));
        }
        return Stream.concat(ChoiceForm.read(columns, values, form).stream(), ChoiceForm.constants(form).stream())
                .toList();
    }

    @GetMapping("/{mapping}/file.yml")
    Mono<ResponseEntity<byte[]>> file(ProviderScope scope, @PathVariable UUID mapping) {
        return own(scope, mapping)
                .map(kept -> ResponseEntity.ok()
                        .contentType(new MediaType("application", "yaml", StandardCharsets.UTF_8))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename(kept.name() + ".yml")
                                        .build()
                                        .toString())
                        .body(kept.text().getBytes(StandardCharsets.UTF_8)));
    }

    @PostMapping("/{mapping}/remove")
    Mono<Rendering> remove(ProviderScope scope, @PathVariable UUID mapping) {
        return own(scope, mapping)
                .flatMap(_ -> own.remove(mapping))
                .thenReturn(SeeOther.to("/portal/imports/mappings"));
    }

    /** An offering as the first rows would make it. */
    record Shown(long line, boolean taken, List<ElementWords.Said> elements, List<String> findings) {}

    private Shown shown(Made made) {
        return new Shown(made.line(), made.taken(), words.all(made.offering(), Locale.ENGLISH), made.findings());
    }

    private Mono<Kept> own(ProviderScope scope, UUID id) {
        scope.requireSomewhere(WRITERS);
        return own.find(id).switchIfEmpty(notFound()).doOnNext(kept -> scope.require(kept.provider(), WRITERS));
    }

    private Mono<Rendering> page(ProviderScope scope, String name, @Nullable String reason) {
        scope.requireSomewhere(WRITERS);
        var writesFor = Set.of(scope.providers(WRITERS));
        return Mono.zip(
                        own.of(scope.providers(WRITERS)).collectList(),
                        members.employers(scope)
                                .filter(employer -> writesFor.contains(employer.id()))
                                .map(employer ->
                                        ColumnQuestions.option(employer.id().toString(), employer.name(), false))
                                .collectList())
                .map(known -> Rendering.view("provider-portal/import-mappings")
                        .status(reason == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("mappings", known.getT1())
                        .modelAttribute("employers", known.getT2())
                        .modelAttribute("name", name)
                        .modelAttribute("reasons", reason == null ? List.of() : List.of(reason))
                        .build());
    }

    private static String text(MultiValueMap<String, Part> form, String name) {
        return form.getFirst(name) instanceof FormFieldPart field
                ? field.value().strip()
                : "";
    }
}
