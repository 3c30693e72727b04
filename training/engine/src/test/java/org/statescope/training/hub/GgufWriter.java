package org.statescope.training.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.statescope.training.hub.RandomModels.Weight;
import org.statescope.training.run.ModelConfiguration;

/// Writes Mamba and Mamba-2 as llama.cpp's converter does: its keys and names, A itself, and its
/// extents.
public final class GgufWriter {
  public static final int F32 = 0;
  static final int F16 = 1;
  static final int Q8_0 = 8;
  static final int BF16 = 30;
  private static final int WHOLE = 4;
  private static final int REAL = 6;
  private static final int TEXT = 8;
  private static final int ALIGNMENT = 32;

  private record Entry(int type, Object value) {}

  private final Map<String, Entry> metadata = new LinkedHashMap<>();
  private final Map<String, Weight> tensors = new LinkedHashMap<>();

  /// @param weights by Hugging Face's names
  public GgufWriter(ModelConfiguration model, Map<String, Weight> weights) {
    String architecture = model.heads() == null ? "mamba" : "mamba2";
    metadata.put("general.architecture", new Entry(TEXT, architecture));
    whole(architecture + ".embedding_length", model.modelWidth());
    whole(architecture + ".block_count", model.layers());
    whole(architecture + ".ssm.conv_kernel", model.convolutionWidth());
    whole(architecture + ".ssm.inner_size", model.channels());
    whole(architecture + ".ssm.state_size", model.order());
    whole(
        architecture + ".ssm.time_step_rank",
        model.heads() == null ? model.stepRank() : model.headCount());
    if (model.heads() != null) {
      whole(architecture + ".ssm.group_count", model.heads().groups());
    }
    metadata.put(
        architecture + ".attention.layer_norm_rms_epsilon",
        new Entry(REAL, (float) model.normEpsilon()));
    weights.forEach((name, weight) -> add(model, name, weight));
  }

  private void whole(String key, int value) {
    metadata.put(key, new Entry(WHOLE, value));
  }

  GgufWriter with(String key, String text) {
    metadata.put(key, new Entry(TEXT, text));
    return this;
  }

  GgufWriter with(String key, int value) {
    whole(key, value);
    return this;
  }

  private void add(ModelConfiguration model, String name, Weight weight) {
    int rows = model.heads() == null ? 1 : model.heads().groups();
    float[] values = weight.values();
    long[] shape = weight.shape();
    String stored =
        name.replace("backbone.embeddings", "token_embd")
            .replace("backbone.norm_f", "output_norm")
            .replace("lm_head", "output")
            .replaceFirst("backbone\\.layers\\.(\\d+)\\.", "blk.$1.");
    if (name.endsWith("mixer.A_log")) {
      float[] a = new float[values.length];
      for (int i = 0; i < a.length; i++) {
        a[i] = (float) -Math.exp(values[i]);
      }
      values = a;
      shape = shape.length == 1 ? new long[] {shape[0], 1} : shape;
      stored = stored.replace("mixer.A_log", "ssm_a");
    } else if (name.endsWith("mixer.D")) {
      shape = model.heads() == null ? shape : new long[] {shape[0], 1};
      stored = stored.replace("mixer.D", "ssm_d");
    } else if (name.endsWith("conv1d.weight")) {
      shape = new long[] {shape[0], shape[2]};
    } else if (name.endsWith("mixer.norm.weight")) {
      shape = new long[] {rows, shape[0] / rows};
    }
    stored =
        stored
            .replace("mixer.norm", "ssm_norm")
            .replaceFirst("^(blk\\.\\d+\\.)norm", "$1attn_norm")
            .replace("mixer.in_proj", "ssm_in")
            .replace("mixer.out_proj", "ssm_out")
            .replace("mixer.x_proj", "ssm_x")
            .replace("mixer.conv1d", "ssm_conv1d")
            .replace("mixer.dt_proj", "ssm_dt")
            .replace("mixer.dt_bias", "ssm_dt.bias");
    tensors.put(stored, new Weight(shape, values));
  }

  /// @param type of the matrices; vectors are F32, as in published files
  public void write(Path path, int type) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    number(header, 0x46554747, 4);
    number(header, 3, 4);
    number(header, tensors.size(), 8);
    number(header, metadata.size(), 8);
    metadata.forEach(
        (key, entry) -> {
          text(header, key);
          number(header, entry.type, 4);
          switch (entry.value) {
            case String text -> text(header, text);
            case Float real -> number(header, Float.floatToRawIntBits(real), 4);
            default -> number(header, (Integer) entry.value, 4);
          }
        });
    tensors.forEach(
        (name, weight) -> {
          boolean matrix = weight.shape().length == 2 && !name.contains("ssm_a");
          text(header, name);
          number(header, weight.shape().length, 4);
          for (int i = weight.shape().length - 1; i >= 0; i--) {
            number(header, weight.shape()[i], 8);
          }
          number(header, matrix ? type : F32, 4);
          number(header, data.size(), 8);
          put(data, weight.values(), matrix ? type : F32);
          pad(data);
        });
    pad(header);
    header.writeBytes(data.toByteArray());
    Files.write(path, header.toByteArray());
  }

  private static void put(ByteArrayOutputStream data, float[] values, int type) {
    switch (type) {
      case F32 -> {
        for (float value : values) {
          number(data, Float.floatToRawIntBits(value), 4);
        }
      }
      case F16 -> {
        for (float value : values) {
          number(data, Float.floatToFloat16(value), 2);
        }
      }
      case BF16 -> {
        for (float value : values) {
          number(data, Float.floatToRawIntBits(value) >>> 16, 2);
        }
      }
      default -> data.writeBytes(new byte[Math.ceilDiv(values.length, 32) * 34]);
    }
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(out, encoded.length, 8);
    out.writeBytes(encoded);
  }

  private static void number(ByteArrayOutputStream out, long value, int bytes) {
    out.write(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array(),
        0,
        bytes);
  }

  private static void pad(ByteArrayOutputStream out) {
    while (out.size() % ALIGNMENT != 0) {
      out.write(0);
    }
  }
}
