package org.statescope.app.design;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statescope.analysis.design.BoundKind;
import org.statescope.analysis.design.Prediction;

class EditWordsTest {
  @ParameterizedTest
  @EnumSource(BoundKind.class)
  void everyKindOfBoundHasWords(BoundKind kind) {
    String words = EditWords.of(new Prediction.Finite(0.25, 1, 0.5, kind));
    assertTrue(words.contains("0.25") && words.contains("0.5"), words);
  }
}
