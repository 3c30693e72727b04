package org.statescope.training.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.statescope.training.hub.RandomModels.Weight;

/// Writes a state_dict as `torch.save` does.
final class TorchWriter {
  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final Map<String, byte[]> members = new LinkedHashMap<>();

  private TorchWriter() {}

  /// @param key the dictionary that holds the state_dict, or empty for none
  static void write(Path path, Map<String, Weight> weights, String key) throws IOException {
    TorchWriter writer = new TorchWriter();
    writer.code(0x80).code(2);
    if (!key.isEmpty()) {
      writer.code('}').text(key);
    }
    writer.global("collections", "OrderedDict").code(')').code('R').code('(');
    weights.forEach(writer::tensor);
    writer.code('u').code(key.isEmpty() ? '.' : 's');
    if (!key.isEmpty()) {
      writer.code('.');
    }
    writer.writeTo(path);
  }

  private void tensor(String name, Weight weight) {
    String member = Integer.toString(members.size());
    text(name).global("torch._utils", "_rebuild_tensor_v2").code('(').code('(');
    text("storage").global("torch", "FloatStorage").text(member).text("cpu");
    number(weight.values().length).code('t').code('Q').number(0).code('(');
    for (long extent : weight.shape()) {
      number((int) extent);
    }
    code('t').code('(');
    int stride = weight.values().length;
    for (long extent : weight.shape()) {
      stride /= (int) extent;
      number(stride);
    }
    code('t').code(0x89).global("collections", "OrderedDict").code(')').code('R');
    code('t').code('R');
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * weight.values().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(weight.values());
    members.put("archive/data/" + member, bytes.array());
  }

  private TorchWriter code(int code) {
    pickle.write(code);
    return this;
  }

  private TorchWriter number(int value) {
    code('J');
    pickle.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  private TorchWriter text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    code('X');
    pickle.writeBytes(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(encoded.length)
            .array());
    pickle.writeBytes(encoded);
    return this;
  }

  private TorchWriter global(String module, String name) {
    code('c');
    pickle.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private void writeTo(Path path) throws IOException {
    try (OutputStream file = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "archive/data.pkl", pickle.toByteArray());
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        put(zip, member.getKey(), member.getValue());
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
