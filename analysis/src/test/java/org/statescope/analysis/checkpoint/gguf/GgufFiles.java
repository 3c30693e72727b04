package org.statescope.analysis.checkpoint.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.statescope.analysis.checkpoint.SmallModel;

/// Writes GGUF files of version 3 for tests.
public final class GgufFiles {
  private static final int ALIGNMENT = 32;

  private GgufFiles() {}

  /// A file whose tensors are all F32.
  public static Path write(Path path, SmallModel model) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    number(header, 0x46554747, 4);
    number(header, 3, 4);
    number(header, model.parts().size(), 8);
    number(header, 3, 8);
    text(header, "general.architecture");
    number(header, 8, 4);
    text(header, "mamba");
    text(header, "tokens");
    number(header, 9, 4);
    number(header, 8, 4);
    number(header, 2, 8);
    text(header, "a");
    text(header, "b");
    text(header, "general.alignment");
    number(header, 4, 4);
    number(header, ALIGNMENT, 4);
    for (Map.Entry<String, SmallModel.Part> part : model.parts().entrySet()) {
      tensor(header, part.getKey(), part.getValue().shape(), 0, data.size());
      ByteBuffer values =
          ByteBuffer.allocate(4 * part.getValue().values().length).order(ByteOrder.LITTLE_ENDIAN);
      values.asFloatBuffer().put(part.getValue().values());
      data.writeBytes(values.array());
      pad(data);
    }
    pad(header);
    header.writeBytes(data.toByteArray());
    Files.write(path, header.toByteArray());
    return path;
  }

  /// A file with one tensor of any type and place.
  static Path write(Path path, long[] shape, int type, long offset, byte[] data)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    number(file, 0x46554747, 4);
    number(file, 3, 4);
    number(file, 1, 8);
    number(file, 0, 8);
    tensor(file, "blk.0.ssm_a", shape, type, offset);
    pad(file);
    file.writeBytes(data);
    Files.write(path, file.toByteArray());
    return path;
  }

  private static void tensor(
      ByteArrayOutputStream out, String name, long[] shape, int type, long offset) {
    text(out, name);
    number(out, shape.length, 4);
    for (int i = shape.length - 1; i >= 0; i--) {
      number(out, shape[i], 8);
    }
    number(out, type, 4);
    number(out, offset, 8);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(out, encoded.length, 8);
    out.writeBytes(encoded);
  }

  private static void number(ByteArrayOutputStream out, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >> 8 * i));
    }
  }

  private static void pad(ByteArrayOutputStream out) {
    while (out.size() % ALIGNMENT != 0) {
      out.write(0);
    }
  }
}
