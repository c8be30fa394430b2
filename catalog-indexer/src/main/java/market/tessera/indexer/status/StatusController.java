package market.tessera.indexer.status;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class StatusController {
    private final IndexStatus status;

    StatusController(IndexStatus status) {
        this.status = status;
    }

    @GetMapping("/indexer/status")
    Mono<IndexStatus.Report> status() {
        return status.look();
    }
}
