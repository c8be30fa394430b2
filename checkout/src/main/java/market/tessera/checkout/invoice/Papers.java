package market.tessera.checkout.invoice;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import market.tessera.checkout.invoice.Document.Buyer;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.paper.Sheet;
import market.tessera.checkout.paper.SheetPdf;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** An order's documents, one of them as a page, or as a file: the same for its buyer and at the desk. */
@Component
class Papers {
    private final Documents documents;
    private final Sheets sheets;
    private final Receipts receipts;

    Papers(Documents documents, Sheets sheets, Receipts receipts) {
        this.documents = documents;
        this.sheets = sheets;
        this.receipts = receipts;
    }

    /** @param seen which of them may be seen */
    Mono<List<Document>> of(Order order, Predicate<Document> seen) {
        return documents.of(order.id()).filter(seen).collectList();
    }

    /** Empty where there is none of that number that may be seen. */
    Mono<Sheet> document(Order order, String number, Predicate<Document> seen, Locale locale) {
        return documents
                .of(order.id())
                .filter(document -> document.number().equals(number) && seen.test(document))
                .next()
                .map(document -> sheets.of(document, locale));
    }

    /** Empty where the order was never paid. It names the buyer as the invoices do; before they are written, by what the order knows. */
    Mono<Sheet> receipt(Order order, Locale locale) {
        return Mono.justOrEmpty(order.paidAt())
                .flatMap(_ -> documents
                        .of(order.id())
                        .next()
                        .map(document -> document.content().buyer())
                        .defaultIfEmpty(new Buyer(order.name(), order.email(), null, null, null)))
                .map(buyer -> receipts.of(order, buyer, locale));
    }

    static Rendering page(Sheet sheet, String frame, String file, String back) {
        return Rendering.view("checkout/" + frame)
                .modelAttribute("sheet", sheet)
                .modelAttribute("file", file)
                .modelAttribute("back", back)
                .build();
    }

    static Mono<ResponseEntity<byte[]>> file(Mono<Sheet> sheet, String name) {
        return sheet.publishOn(Schedulers.boundedElastic())
                .map(SheetPdf::of)
                .map(pdf -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .cacheControl(CacheControl.noStore())
                        .headers(headers -> headers.setContentDisposition(ContentDisposition.inline()
                                .filename(name + ".pdf")
                                .build()))
                        .body(pdf));
    }
}
