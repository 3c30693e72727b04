package org.statescope.analysis.checkpoint.torch;

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
import org.statescope.analysis.checkpoint.SmallModel;

/// Writes archives as `torch.save` does, for tests.
public final class TorchFiles {
  private TorchFiles() {}

  /// A state_dict under the key `model`, as a training script would keep it.
  public static Path write(Path path, SmallModel model) throws IOException {
    PickleBuilder pickle = new PickleBuilder().op('}').op('q').op(0).text("step").whole(7).op('s');
    pickle.text("model").global("collections", "OrderedDict").op(')').op('R').op('(');
    Map<String, byte[]> members = new LinkedHashMap<>();
    int key = 0;
    for (Map.Entry<String, SmallModel.Part> part : model.parts().entrySet()) {
      long[] shape = part.getValue().shape();
      long[] strides = new long[shape.length];
      long stride = 1;
      for (int i = shape.length - 1; i >= 0; i--) {
        strides[i] = stride;
        stride *= shape[i];
      }
      pickle.text(part.getKey()).tensor(String.valueOf(key), stride, 0, shape, strides);
      members.put("archive/data/" + key, bytes(part.getValue().values()));
      key++;
    }
    pickle.op('u').op('}').text("_metadata").op('}').op('s').op('b').op('s');
    return write(path, pickle.stop(), members);
  }

  /// An archive with a pickle and other members.
  public static Path write(Path path, byte[] pickle, Map<String, byte[]> members)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "archive/data.pkl", pickle);
      put(zip, "archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        put(zip, member.getKey(), member.getValue());
      }
    }
    return path;
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  public static byte[] bytes(float... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }
}
