package org.statescope.app.poles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.statescope.app.texts.Texts;

/// Pairs of poles in sentences.
final class PairWords {
  private PairWords() {}

  /// How many pairs there are and how far they are apart; what the table does not show.
  static String summary(PairsModel.Pairing.Paired paired) {
    PolePairs pairs = paired.pairs();
    double[] distances = pairs.sortedDistances();
    List<String> words = new ArrayList<>();
    if (distances.length > 0) {
      words.add(
          Texts.text(
              "pairs.summary",
              PoleWords.count(distances.length),
              PoleWords.count(pairs.first().step()),
              PoleWords.count(pairs.second().step()),
              PoleWords.number(Arrays.stream(distances).average().orElse(0)),
              PoleWords.number(distances[distances.length / 2]),
              PoleWords.number(distances[distances.length - 1])));
    }
    if (distances.length < paired.all()) {
      words.add(
          Texts.text(
              "pairs.filtered", PoleWords.count(distances.length), PoleWords.count(paired.all())));
    }
    if (paired.farthest().size() < distances.length) {
      words.add(Texts.text("pairs.farthest", PoleWords.count(paired.farthest().size())));
    }
    if (pairs.leftOut() > 0) {
      words.add(Texts.text("pairs.left-out", PoleWords.count(pairs.leftOut())));
    }
    return String.join(" ", words);
  }

  /// `4 layers of 256 systems with 16 poles`, in the words of the first layer.
  static String shape(PoleLayout layout) {
    int order = layout.orderOfLayer().getFirst();
    return Texts.text(
        "pairs.shape.one",
        layout.layers(),
        PoleWords.count((layout.end(0) - layout.first(0)) / order),
        order);
  }
}
