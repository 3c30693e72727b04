package org.statescope.training.hub;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.statescope.analysis.checkpoint.DType;
import org.statescope.analysis.checkpoint.TensorEntry;

/// The names of llama.cpp's GGUF files of Mamba and Mamba-2. Such a file adds or leaves out extents
/// of 1, deals the norm of Mamba-2 to its groups, and holds A itself where the layout has `A_log` =
/// log(−A).
///
/// @param file for the sentences of failures
/// @param heads whether it is a Mamba-2
record GgufNames(Path file, boolean heads) implements WeightNames {
  private static final Pattern BLOCK = Pattern.compile("blk\\.(\\d+)\\.(.+)");
  private static final Pattern LAYER = Pattern.compile("backbone\\.layers\\.(\\d+)\\.(.+)");

  private static final Map<String, String> OUTSIDE =
      Map.of(
          "backbone.embeddings.weight", "token_embd.weight",
          "backbone.norm_f.weight", "output_norm.weight",
          "lm_head.weight", GgufNames.HEAD);

  private static final Map<String, String> INSIDE =
      Map.ofEntries(
          Map.entry("norm.weight", "attn_norm.weight"),
          Map.entry("mixer.in_proj.weight", "ssm_in.weight"),
          Map.entry("mixer.in_proj.bias", "ssm_in.bias"),
          Map.entry("mixer.conv1d.weight", "ssm_conv1d.weight"),
          Map.entry("mixer.conv1d.bias", "ssm_conv1d.bias"),
          Map.entry("mixer.x_proj.weight", "ssm_x.weight"),
          Map.entry("mixer.dt_proj.weight", "ssm_dt.weight"),
          Map.entry("mixer.dt_proj.bias", "ssm_dt.bias"),
          Map.entry("mixer.dt_bias", "ssm_dt.bias"),
          Map.entry("mixer.A_log", "ssm_a"),
          Map.entry("mixer.D", "ssm_d"),
          Map.entry("mixer.norm.weight", "ssm_norm.weight"),
          Map.entry("mixer.out_proj.weight", "ssm_out.weight"),
          Map.entry("mixer.out_proj.bias", "ssm_out.bias"));

  private static final String A_LOG = ".A_log";
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// A head of its own; without it the head is the embedding.
  static final String HEAD = "output.weight";

  @Override
  public String stored(String name) {
    Matcher layer = LAYER.matcher(name);
    if (!layer.matches()) {
      return OUTSIDE.getOrDefault(name, name);
    }
    String inside = INSIDE.get(layer.group(2));
    return inside == null ? name : "blk." + layer.group(1) + "." + inside;
  }

  @Override
  public String ours(String stored) {
    Matcher block = BLOCK.matcher(stored);
    if (!block.matches()) {
      return keyOf(OUTSIDE, stored).orElse(stored);
    }
    String prefix = "backbone.layers." + block.group(1) + ".";
    return block.group(2).equals("ssm_dt.bias")
        ? prefix + (heads ? "mixer.dt_bias" : "mixer.dt_proj.bias")
        : keyOf(INSIDE, block.group(2)).map(prefix::concat).orElse(stored);
  }

  private static Optional<String> keyOf(Map<String, String> names, String stored) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(stored))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public TensorEntry inLayout(TensorEntry stored) throws ModelFolderException {
    String name = ours(stored.name());
    long[] shape = stored.shape();
    if (name.endsWith(".conv1d.weight")) {
      shape = new long[] {shape[0], 1, count(shape) / shape[0]};
    } else if (name.endsWith(".mixer.D")
        || name.endsWith(".mixer.norm.weight")
        || (heads && name.endsWith(A_LOG))) {
      shape = new long[] {count(shape)};
    }
    if (!name.endsWith(A_LOG)) {
      return new TensorEntry(name, stored.dtype(), shape, stored.data());
    }
    float[] logarithms = values(name, stored.floats());
    MemorySegment bytes = MemorySegment.ofArray(new byte[logarithms.length * Float.BYTES]);
    MemorySegment.copy(logarithms, 0, bytes, FLOAT, 0, logarithms.length);
    return new TensorEntry(name, DType.F32, shape, bytes);
  }

  /// Extents of 1 say nothing, and a vector may be dealt to rows.
  @Override
  public boolean agree(long[] stored, long[] asked) {
    long[] wide = wide(asked);
    return Arrays.equals(wide(stored), wide) || (wide.length == 1 && count(stored) == wide[0]);
  }

  private static long[] wide(long[] shape) {
    return Arrays.stream(shape).filter(extent -> extent != 1).toArray();
  }

  private static long count(long[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  @Override
  public float[] values(String name, float[] stored) throws ModelFolderException {
    if (!name.endsWith(A_LOG)) {
      return stored;
    }
    for (int i = 0; i < stored.length; i++) {
      if (!(stored[i] < 0)) {
        throw new ModelFolderException(
            "%s is %s at index %d in %s but the file holds A itself, which is below 0 in every Mamba: convert the model anew."
                .formatted(stored(name), stored[i], i, file));
      }
      stored[i] = (float) Math.log(-stored[i]);
    }
    return stored;
  }
}
