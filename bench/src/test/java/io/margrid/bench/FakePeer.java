package io.margrid.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes small programs that speak, or fail to speak, the protocol of peers.
final class FakePeer {
    private FakePeer() {}

    /// A program that does whatever a script says.
    static List<String> script(String text) {
        return List.of("sh", "-c", text);
    }

    /// A program that gives these figures as its answer and does something on `go`.
    static List<String> answering(Path folder, String go, double... figures) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(figures.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(figures);
        Path answer = Files.createTempFile(folder, "answer", "");
        Files.write(answer, bytes.array());
        return script("""
            echo loading
            echo READY fake 1.0
            while read -r line; do
              case $line in
                go) %s ;;
                dump*) cp "%s" "${line#dump }" && echo OK ;;
              esac
            done
            """.formatted(go, answer));
    }
}
