package org.statescope.app.structure;

import java.util.Optional;
import org.statescope.analysis.network.Answer;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// Numbers and places of the page of structure as a reader wants them.
final class StructureWords {
  private StructureWords() {}

  /// Where a system belongs.
  ///
  /// @param sharedBy how many channels go by it
  static String place(int layer, int system, int sharedBy, boolean alone) {
    if (alone) {
      return Texts.text("structure.place.shared", layer, sharedBy);
    }
    return sharedBy == 1
        ? Texts.text("structure.place.channel", layer, system)
        : Texts.text("structure.place.head", layer, system, sharedBy);
  }

  static String place(RunCensus run, SelectedSystem system) {
    LayerCensus layer = run.layers().get(system.layer());
    return place(system.layer(), system.system(), layer.channelsOfSystem(), layer.count() == 1);
  }

  /// The value that a cell's colour stands for.
  static String value(Quantity quantity, SystemCensus system) {
    if (quantity.isBroken(system) && quantity != Quantity.STABILITY) {
      return Texts.text("structure.unstable.short");
    }
    String number = PoleWords.number(quantity.of(system));
    return quantity == Quantity.HANKEL && system.isHankelRatioRounding()
        ? Texts.text("structure.rounding", number)
        : number;
  }

  /// What a cell says when it is pointed at.
  static String cell(RunCensus run, Quantity quantity, int layer, int system) {
    LayerCensus census = run.layers().get(layer);
    if (system >= census.count()) {
      return Texts.text("structure.cell.absent", layer, census.count());
    }
    String place = place(run, new SelectedSystem(run.run().folder(), layer, system));
    Optional<SystemCensus> known = census.system(system);
    if (known.isEmpty()) {
      return place + "\n" + census.bank().problem().orElse("");
    }
    SystemCensus facts = known.get();
    return Texts.text(
        "structure.cell",
        place,
        quantity.title(),
        value(quantity, facts),
        answer(facts.controllable()),
        answer(facts.observable()),
        PoleWords.number(facts.margin()));
  }

  static String answer(Answer answer) {
    return switch (answer) {
      case YES -> Texts.text("structure.answer.yes");
      case NO -> Texts.text("structure.answer.no");
      case UNDECIDABLE -> Texts.text("structure.answer.undecidable");
    };
  }
}
