package org.statescope.training.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `tokenizer.json` for tokens that are UTF-8 bytes, in the format of Hugging Face's tokenizers
/// library: its byte-level pre-tokenizer writes each byte as one printable character, and the
/// vocabulary maps that character back to the byte's value. There are no merges.
public final class ByteTokenizer {
  private static final int BYTES = 256;

  private ByteTokenizer() {}

  /// The file as a tree.
  public static Map<String, Object> description() {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", "BPE");
    model.put("vocab", vocabulary());
    model.put("merges", List.of());
    Map<String, Object> byteLevel = new LinkedHashMap<>();
    byteLevel.put("type", "ByteLevel");
    byteLevel.put("add_prefix_space", false);
    byteLevel.put("trim_offsets", false);
    byteLevel.put("use_regex", false);
    Map<String, Object> tokenizer = new LinkedHashMap<>();
    tokenizer.put("version", "1.0");
    tokenizer.put("added_tokens", List.of());
    tokenizer.put("pre_tokenizer", byteLevel);
    tokenizer.put("decoder", byteLevel);
    tokenizer.put("model", model);
    return tokenizer;
  }

  /// Bytes that are printable in Latin-1 stand for themselves; the others take the characters from
  /// U+0100 on, in order.
  private static Map<String, Integer> vocabulary() {
    Map<String, Integer> vocabulary = new LinkedHashMap<>();
    int next = BYTES;
    for (int value = 0; value < BYTES; value++) {
      int character = isPrintable(value) ? value : next++;
      vocabulary.put(Character.toString(character), value);
    }
    return vocabulary;
  }

  private static boolean isPrintable(int value) {
    return value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
  }
}
