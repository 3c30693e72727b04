package org.statescope.training.text.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Documents for tests: all planes of Unicode, controls but zero, lengths from none to many.
public final class RandomTexts {
  private RandomTexts() {}

  public static List<String> documents(long seed, int count, int longest) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = random.nextInt(5) == 0 ? random.nextInt(3) : random.nextInt(longest + 1);
      StringBuilder text = new StringBuilder();
      for (int c = 0; c < length; c++) {
        text.appendCodePoint(codePoint(random));
      }
      documents.add(text.toString());
    }
    return documents;
  }

  private static int codePoint(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> '\n';
      case 1 -> ' ';
      case 2 -> 1 + random.nextInt(0x1F);
      case 3 -> 0x80 + random.nextInt(0x780);
      case 4 -> 0x800 + random.nextInt(0xD000);
      case 5 -> 0x10000 + random.nextInt(0x100000);
      default -> 'a' + random.nextInt(26);
    };
  }

  /// The documents as one text, as every reader joins them.
  public static String joined(List<String> documents) {
    StringBuilder text = new StringBuilder();
    for (String document : documents) {
      if (!document.isEmpty() && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
      text.append(document);
    }
    return text.toString();
  }
}
