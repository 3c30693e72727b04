package org.statescope.analysis.checkpoint.inspect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.statescope.analysis.checkpoint.SmallModel;
import org.statescope.analysis.checkpoint.gguf.GgufFiles;
import org.statescope.analysis.checkpoint.torch.PickleBuilder;
import org.statescope.analysis.checkpoint.torch.TorchFiles;

/// Ways to spoil a checkpoint, each in the three formats, chosen by a seed.
enum Damage {
  TRUNCATED(true) {
    @Override
    void write(Path path, Format format, Random random) throws IOException {
      byte[] whole = format.whole(path);
      // GGUF may lose the padding at its end without harm.
      Files.write(path, Arrays.copyOf(whole, random.nextInt(whole.length - 64)));
    }
  },
  BITS_FLIPPED(false) {
    @Override
    void write(Path path, Format format, Random random) throws IOException {
      byte[] whole = format.whole(path);
      for (int flips = random.nextInt(40); flips >= 0; flips--) {
        whole[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(path, whole);
    }
  },
  HEADER_SPOILT(false) {
    @Override
    void write(Path path, Format format, Random random) throws IOException {
      byte[] whole = format.whole(path);
      int length = Math.min(400, whole.length);
      boolean atEnd = random.nextBoolean();
      for (int bytes = 1 + random.nextInt(12); bytes > 0; bytes--) {
        int at = random.nextInt(length);
        whole[atEnd ? whole.length - 1 - at : at] = (byte) random.nextInt(256);
      }
      Files.write(path, whole);
    }
  },
  OFFSETS_LIE(true) {
    @Override
    void write(Path path, Format format, Random random) throws IOException {
      long offset = 9 + (random.nextBoolean() ? random.nextLong() >>> 1 : random.nextInt(1000));
      switch (format) {
        case SAFETENSORS -> safetensors(path, "[2]", "[" + offset + "," + (offset + 8) + "]");
        case TORCH -> torch(path, 2, offset, new long[] {2}, new long[] {1});
        case GGUF -> gguf(path, 1, offset, 2, offset + 1);
      }
    }
  },
  OVERLAPPING(true) {
    @Override
    void write(Path path, Format format, Random random) throws IOException {
      int shift = random.nextInt(8);
      switch (format) {
        case SAFETENSORS ->
            safetensors(
                path,
                "[2]",
                "[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":["
                    + shift
                    + ","
                    + (shift + 8)
                    + "]");
        case TORCH -> overlappingMembers(path, random);
        case GGUF -> gguf(path, 1, 0, 1, random.nextInt(4));
      }
    }
  },
  HUGE(true) {
    @Override
    void write(Path path, Format format, Random random) throws IOException {
      // 2^63 − 2 … 2^63 + 1; as a long, those beyond 2^63 − 1 are negative.
      long huge = Long.MAX_VALUE - 1 + random.nextInt(4);
      long other = 1 + random.nextInt(5);
      switch (format) {
        case SAFETENSORS ->
            safetensors(path, "[" + Long.toUnsignedString(huge) + "," + other + "]", "[0,8]");
        case TORCH ->
            torch(path, 2, 0, new long[] {huge, other}, new long[] {random.nextInt(2), 0});
        case GGUF -> gguf(path, huge, 0, other, 64);
      }
    }
  },
  DEEP(true) {
    @Override
    void write(Path path, Format format, Random random) throws IOException {
      int depth = 2000 + random.nextInt(20_000);
      switch (format) {
        case SAFETENSORS -> safetensors(path, "[".repeat(depth), "[0,8]");
        case TORCH -> nested(path, depth, random.nextBoolean());
        case GGUF -> deepMetadata(path, depth);
      }
    }
  },
  FORBIDDEN_NAME(true) {
    @Override
    void write(Path path, Format format, Random random) throws IOException {
      String[][] names = {
        {Tripwire.class.getPackageName(), "Tripwire"},
        {"os", "system"},
        {"builtins", "exec"},
        {"torch.serialization", "load"},
        {"numpy.core.multiarray", "_reconstruct"},
        {"x".repeat(random.nextInt(300)), "y"}
      };
      String[] name = names[random.nextInt(names.length)];
      byte[] pickle =
          new PickleBuilder()
              .op('}')
              .text("w")
              .global(name[0], name[1])
              .op('(')
              .text("x")
              .op('t')
              .op('R')
              .op('s')
              .stop();
      TorchFiles.write(path, pickle, Map.of());
    }
  };

  /// The formats of files.
  enum Format {
    SAFETENSORS,
    TORCH,
    GGUF;

    private byte[] whole(Path path) throws IOException {
      SmallModel model = new SmallModel(5);
      String layer = this == GGUF ? "blk.0." : "backbone.layers.0.mixer.";
      model.with(layer + (this == GGUF ? "ssm_a" : "A_log"), 8, 4);
      model.with(layer + (this == GGUF ? "ssm_x.weight" : "x_proj.weight"), 10, 8);
      model.with(layer + (this == GGUF ? "ssm_dt.bias" : "dt_proj.bias"), 8);
      model.with(this == GGUF ? "token_embd.weight" : "backbone.embedding.weight", 9, 4);
      return Files.readAllBytes(
          switch (this) {
            case SAFETENSORS -> model.writeTo(path);
            case TORCH -> TorchFiles.write(path, model);
            case GGUF -> GgufFiles.write(path, model);
          });
    }
  }

  /// Whether no file so spoilt can be read; other damage may leave a file that is valid.
  final boolean certain;

  Damage(boolean certain) {
    this.certain = certain;
  }

  abstract void write(Path path, Format format, Random random) throws IOException;

  private static void safetensors(Path path, String shape, String offsets) throws IOException {
    byte[] header =
        ("{\"a\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}")
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + header.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(path, file.putLong(header.length).put(header).array());
  }

  private static void torch(Path path, long count, long offset, long[] shape, long[] strides)
      throws IOException {
    byte[] pickle =
        new PickleBuilder()
            .op('}')
            .text("w")
            .tensor("0", count, offset, shape, strides)
            .op('s')
            .stop();
    TorchFiles.write(path, pickle, Map.of("archive/data/0", TorchFiles.bytes(1, 2)));
  }

  /// Two members' records that point to one place.
  private static void overlappingMembers(Path path, Random random) throws IOException {
    torch(path, 2, 0, new long[] {2}, new long[] {1});
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    int directory = file.getInt(file.capacity() - 22 + 16);
    int first = file.getInt(directory + 42);
    int second = directory + 46 + file.getShort(directory + 28) + file.getShort(directory + 30);
    file.putInt(second + 42, first + (random.nextBoolean() ? 0 : 1));
    Files.write(path, file.array());
  }

  private static void nested(Path path, int depth, boolean marks) throws IOException {
    PickleBuilder pickle = new PickleBuilder();
    for (int i = 0; i < depth; i++) {
      pickle.op(marks ? '(' : '}');
      if (!marks) {
        pickle.text("a");
      }
    }
    pickle.op('}');
    for (int i = 0; i < depth; i++) {
      pickle.op(marks ? 't' : 's');
    }
    TorchFiles.write(path, pickle.stop(), Map.of());
  }

  /// Two tensors of F32, of some extent and place.
  private static void gguf(Path path, long extent, long offset, long extent2, long offset2)
      throws IOException {
    ByteBuffer file = ByteBuffer.allocate(160).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x46554747).putInt(3).putLong(2).putLong(0);
    file.putLong(1).put((byte) 'a').putInt(1).putLong(extent).putInt(0).putLong(offset);
    file.putLong(1).put((byte) 'b').putInt(1).putLong(extent2).putInt(0).putLong(offset2);
    Files.write(path, file.array());
  }

  private static void deepMetadata(Path path, int depth) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteBuffer start = ByteBuffer.allocate(37).order(ByteOrder.LITTLE_ENDIAN);
    start.putInt(0x46554747).putInt(3).putLong(0).putLong(1).putLong(1).put((byte) 'k').putInt(9);
    file.writeBytes(start.array());
    for (int i = 0; i < depth; i++) {
      file.writeBytes(
          ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(9).putLong(1).array());
    }
    Files.write(path, file.toByteArray());
  }
}
