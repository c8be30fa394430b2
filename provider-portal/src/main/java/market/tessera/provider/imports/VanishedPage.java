package market.tessera.provider.imports;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.governance.RetireOffering;
import market.tessera.provider.governance.Transition;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportJobs;
import market.tessera.provider.imports.Vanished.One;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is gone from a source: looked through by those who write, retired by those who may retire, one by one or all that are shown. */
@Controller
@RequestMapping("/portal/imports/{id}/vanished")
class VanishedPage {
    static final int MOST = 200;
    private static final Role[] READERS = {Role.AUTHOR, Role.APPROVER, Role.ADMINISTRATOR};
    private static final Role[] PUBLISHERS = {Role.APPROVER, Role.ADMINISTRATOR};

    private final ImportJobs jobs;
    private final Vanished vanished;
    private final RetireOffering retireOffering;

    VanishedPage(ImportJobs jobs, Vanished vanished, RetireOffering retireOffering) {
        this.jobs = jobs;
        this.vanished = vanished;
        this.retireOffering = retireOffering;
    }

    /** @param all whether all that were shown are meant; {@code ids} are those that were ticked */
    record Form(
            @Nullable List<UUID> ids,
            @Nullable List<UUID> shown,
            @Nullable String all,
            @Nullable String why) {
        List<UUID> chosen() {
            return Objects.requireNonNullElse(all == null ? ids : shown, List.of());
        }
    }

    @GetMapping
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID id, @RequestParam(defaultValue = "-1") int retired) {
        return own(scope, id, READERS).flatMap(job -> page(scope, job, new Form(null, null, null, null), "", retired));
    }

    /** Of what was chosen, that which has gone from the market or from the list meanwhile is left alone. */
    @PostMapping
    Mono<Rendering> retire(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Form form) {
        return own(scope, id, PUBLISHERS).flatMap(job -> {
            var mistake = mistake(form);
            return mistake.isEmpty()
                    ? vanished.ids(id, form.chosen())
                            .collectList()
                            .flatMapMany(Flux::fromIterable)
                            .concatMap(offering -> retireOffering.retire(scope, offering, form.why()))
                            .filter(Transition.Done.class::isInstance)
                            .count()
                            .map(done -> SeeOther.to("/portal/imports/%s/vanished?retired=%d".formatted(id, done)))
                    : page(scope, job, form, mistake, -1);
        });
    }

    private static String mistake(Form form) {
        if (form.chosen().isEmpty() || form.chosen().size() > MOST) {
            return "none";
        }
        return form.why() == null || form.why().isBlank() ? "why" : "";
    }

    private Mono<ImportJob> own(ProviderScope scope, UUID id, Role... roles) {
        return jobs.find(id)
                .filter(job -> job.provider() != null)
                .switchIfEmpty(notFound())
                .doOnNext(job -> scope.require(Objects.requireNonNull(job.provider()), roles));
    }

    private Mono<Rendering> page(ProviderScope scope, ImportJob job, Form form, String mistake, int retired) {
        return Mono.zip(vanished.list(job.id(), MOST), vanished.count(job.id()), vanished.publicOf(job.source()))
                .map(known -> Rendering.view("provider-portal/import-vanished")
                        .status(mistake.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("job", job)
                        .modelAttribute(
                                "rows",
                                known.getT1().stream()
                                        .map(one -> row(one, form))
                                        .toList())
                        .modelAttribute("total", known.getT2())
                        .modelAttribute("of", known.getT3())
                        .modelAttribute("most", MOST)
                        .modelAttribute("mayRetire", scope.may(Objects.requireNonNull(job.provider()), PUBLISHERS))
                        .modelAttribute("why", Objects.requireNonNullElse(form.why(), ""))
                        .modelAttribute("mistake", mistake)
                        .modelAttribute("retired", retired)
                        .build());
    }

    record Row(One one, boolean ticked) {}

    private static Row row(One one, Form form) {
        return new Row(one, form.ids() != null && Set.copyOf(form.ids()).contains(one.id()));
    }
}
