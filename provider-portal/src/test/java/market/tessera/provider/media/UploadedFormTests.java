package market.tessera.provider.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;

class UploadedFormTests {
    private static final String HEAD = """
            --x\r
            Content-Disposition: form-data; name="alt"\r
            \r
            Two masts \r
            --x\r
            Content-Disposition: form-data; name="file"; filename="wind.png"\r
            Content-Type: image/svg+xml\r
            \r
            """;
    private static final int PIECE = 64 * 1024;

    @Test
    void hasItsFieldsAndItsFile() {
        var form =
                read(Flux.just(HEAD, "pixels", "\r\n--x--\r\n").map(UploadedFormTests::buffer), "multipart/form-data");

        assertThat(form.field("alt")).isEqualTo("Two masts");
        assertThat(form.field("other")).isEmpty();
        assertThat(new String(form.file().bytes(), UTF_8)).isEqualTo("pixels");
        assertThat(form.tooLarge()).isFalse();
    }

    @Test
    void isReadNoFurtherThanTheFileMayBeLarge() {
        var pieces = new AtomicInteger();
        var endless = Flux.<DataBuffer>generate(sink -> {
            pieces.incrementAndGet();
            sink.next(DefaultDataBufferFactory.sharedInstance.wrap(new byte[PIECE]));
        });

        var form = read(Flux.just(buffer(HEAD)).concatWith(endless), "multipart/form-data");

        assertThat(form.tooLarge()).isTrue();
        assertThat(form.file().size()).isZero();
        assertThat(form.field("alt")).as("what stands before it is kept").isEqualTo("Two masts");
        assertThat(pieces).hasValueLessThan(40);
    }

    @Test
    void isNothingElse() {
        assertThatThrownBy(() -> read(Flux.just(buffer("alt=Two")), "application/x-www-form-urlencoded"))
                .isInstanceOf(ResponseStatusException.class);
    }

    private static UploadedForm read(Flux<DataBuffer> body, String type) {
        var request = MockServerHttpRequest.post("/")
                .contentType(MediaType.parseMediaType(type + ";boundary=x"))
                .body(body);
        return UploadedForm.read(request, DataSize.ofMegabytes(1)).block();
    }

    private static DataBuffer buffer(String text) {
        return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(UTF_8));
    }
}
