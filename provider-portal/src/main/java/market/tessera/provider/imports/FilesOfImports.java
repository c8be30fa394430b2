package market.tessera.provider.imports;

import java.util.UUID;
import market.tessera.provider.importdocuments.ImportDocuments;
import market.tessera.provider.importpictures.ImportPictures;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far pictures and documents are that imports name. */
@Component
class FilesOfImports {
    private final ImportPictures pictures;
    private final ImportDocuments documents;

    FilesOfImports(ImportPictures pictures, ImportDocuments documents) {
        this.pictures = pictures;
        this.documents = documents;
    }

    Mono<ImportReport.Files> of(UUID job) {
        return Mono.zip(pictures.tally(job), documents.tally(job), ImportReport.Files::new);
    }
}
