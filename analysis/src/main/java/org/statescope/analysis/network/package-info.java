/// Learned state-space networks as what they are to control theory: layers of many small systems,
/// and the census that asks every one of them the same questions at once. Reading a network from a
/// checkpoint belongs to `checkpoint`; the answers on a single system belong to the other packages.
@NullMarked
package org.statescope.analysis.network;

import org.jspecify.annotations.NullMarked;
