package org.statescope.app.structure;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.statescope.analysis.structure.Verdict;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// The verdicts in words: the answer, what decided it, against which tolerance, and why.
final class VerdictView implements SystemPane.EvidenceView {
  private final VBox content = new VBox();
  private final ScrollPane scroll = new ScrollPane(content);

  VerdictView() {
    content.getStyleClass().add("verdicts");
    content.setId("structure-verdicts");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("verdict-scroll");
  }

  @Override
  public Node node() {
    return scroll;
  }

  @Override
  public void show(SystemEvidence.Known evidence) {
    content
        .getChildren()
        .setAll(
            verdict("stable", evidence.stability().verdict()),
            verdict("controllable", evidence.controllability().verdict()),
            verdict("observable", evidence.observability().verdict()),
            note("structure.note.frozen"));
    if (evidence.isRebuilt()) {
      content.getChildren().add(note("structure.note.rebuilt"));
    }
  }

  @Override
  public void close() {
    // Holds no subscriptions.
  }

  private static Node verdict(String key, Verdict verdict) {
    Label answer = new Label(Texts.text("structure.verdict." + key, answer(verdict)));
    answer.getStyleClass().addAll("verdict-answer", style(verdict));
    Label reason = wrapped(sentence(verdict.reason()));
    Label method =
        wrapped(
            verdict.tolerance() == 0
                ? Texts.text("structure.verdict.exact", verdict.method().words())
                : Texts.text(
                    "structure.verdict.method",
                    verdict.method().words(),
                    PoleWords.number(verdict.value()),
                    PoleWords.number(verdict.tolerance())));
    method.getStyleClass().addAll("text-small", "text-muted");
    VBox box = new VBox(2, answer, reason, method);
    box.setAccessibleText(answer.getText() + ". " + reason.getText() + " " + method.getText());
    return box;
  }

  private static String answer(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Holds _ -> Texts.text("structure.answer.yes");
      case Verdict.Fails _ -> Texts.text("structure.answer.no");
      case Verdict.Undecidable _ -> Texts.text("structure.answer.undecidable");
    };
  }

  private static String style(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Holds _ -> "verdict-yes";
      case Verdict.Fails _ -> "verdict-no";
      case Verdict.Undecidable _ -> "verdict-open";
    };
  }

  private static String sentence(String reason) {
    return reason.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + reason.substring(1) + ".";
  }

  static Label note(String key) {
    Label note = wrapped(Texts.text(key));
    note.getStyleClass().addAll("text-small", "text-muted");
    return note;
  }

  private static Label wrapped(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
