package org.statescope.training.text.corpus;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Writes texts the way their names say.
public final class PackedFiles {
  private static final JsonMapper JSON = JsonMapper.shared();

  private PackedFiles() {}

  /// Writes bytes, packed as the end of the name says.
  public static Path write(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = open(file)) {
      out.write(bytes);
    }
    return file;
  }

  public static Path write(Path file, String text) throws IOException {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// One object in each line, the text between two other fields.
  public static Path writeLines(Path file, String field, List<@Nullable String> documents)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String document : documents) {
      lines
          .append("{\"id\": {\"of\": [1, 2]}, ")
          .append(JSON.writeValueAsString(field))
          .append(": ")
          .append(JSON.writeValueAsString(document))
          .append(", \"last\": null}\n");
    }
    return write(file, lines.toString());
  }

  private static OutputStream open(Path file) throws IOException {
    OutputStream plain = Files.newOutputStream(file);
    String name = file.getFileName().toString();
    if (name.endsWith(".gz")) {
      return new GZIPOutputStream(plain);
    }
    return name.endsWith(".zst") ? new ZstdOutputStream(plain) : plain;
  }
}
