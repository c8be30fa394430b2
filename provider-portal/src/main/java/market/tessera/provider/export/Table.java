package market.tessera.provider.export;

import java.util.List;
import market.tessera.provider.provider.Csv;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;

/** A form for spreadsheets, written as its rows are read. */
record Table<T>(String name, List<Column<T>> columns) {
    /** @param cell what a row says in it */
    record Column<T>(String head, Cell<T> cell) {}

    @FunctionalInterface
    interface Cell<T> {
        /** Null is empty. */
        @Nullable
        Object of(T row);
    }

    static <T> Column<T> column(String head, Cell<T> cell) {
        return new Column<>(head, cell);
    }

    ResponseEntity<Flux<DataBuffer>> file(Flux<T> rows) {
        var head = Csv.line(columns.stream().map(Column::head).toArray());
        return Csv.download(name, Flux.just(head).concatWith(rows.map(this::line)));
    }

    private String line(T row) {
        var cells = new @Nullable Object[columns.size()];
        for (var at = 0; at < cells.length; at++) {
            cells[at] = columns.get(at).cell().of(row);
        }
        return Csv.line(cells);
    }
}
