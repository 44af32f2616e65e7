title this is the cake
form rhyme
cast a: child
thing x: cake, pie, tart, pudding, loaf, bun, pancake
thing b: mouse, cat, dog, goat, goose, pig, crow, calf, donkey, hen, fox, hare
thing c: mouse, cat, dog, goat, goose, pig, crow, calf, donkey, hen, fox, hare
thing d: mouse, cat, dog, goat, goose, pig, crow, calf, donkey, hen, fox, hare
thing e: mouse, cat, dog, goat, goose, pig, crow, calf, donkey, hen, fox, hare
thing f: mouse, cat, dog, goat, goose, pig, crow, calf, donkey, hen, fox, hare
word v1: chased, pinched, scared, pushed, followed, tickled, teased, kissed, nudged
word v2: chased, pinched, scared, pushed, followed, tickled, teased, kissed, nudged
word v3: chased, pinched, scared, pushed, followed, tickled, teased, kissed, nudged
word n: nibbled, stole, licked, found, gobbled

beat line
This is {x.the} that {a.name} baked.
Here is {x.the} that {a.name} baked.
beat line
This is {b.the} that {n} {x.the} that {a.name} baked.
Here is {b.the} that {n} {x.the} that {a.name} baked.
beat line
This is {c.the} that {v1} {b.the} that {n} {x.the} that {a.name} baked.
Here is {c.the} that {v1} {b.the} that {n} {x.the} that {a.name} baked.
beat line
This is {d.the} that {v2} {c.the} that {v1} {b.the} that {n} {x.the} that {a.name} baked.
Here is {d.the} that {v2} {c.the} that {v1} {b.the} that {n} {x.the} that {a.name} baked.
beat line
This is {e.the} that {v3} {d.the} that {v2} {c.the} that {v1} {b.the} that {n} {x.the} that {a.name} baked.
Here is {e.the} that {v3} {d.the} that {v2} {c.the} that {v1} {b.the} that {n} {x.the} that {a.name} baked.
beat line
And this is {f.the} that (saw it all|sat on the wall|laughed at them all|watched it all).
And here is {f.the} that (told me all|knows it all|wrote it all down).
beat line
And that is why there is not a crumb left of {x.the} that {a.name} baked.
And now there is nothing left of {x.the} that {a.name} baked.

ask who a
? Who baked {x.the}
? Whose work was {x.the}
! {a.name} baked it
! It was {a.name} who baked {x.the}
ask who b
? Who {n} {x.the}
? Which animal {n} {x.the}
! {b.the} {n} it
! It was {b.the}
ask who c
? Who {v1} {b.the}
? Which animal {v1} {b.the}
! {c.the} did
! It was {c.the} that {v1} {b.the}
ask who d
? Who {v2} {c.the}
? Which animal {v2} {c.the}
! {d.the} did
! It was {d.the} that {v2} {c.the}
ask who e
? Who {v3} {d.the}
? Which animal {v3} {d.the}
! {e.the} did
! It was {e.the} that {v3} {d.the}
ask who b
? Whom had {c.the} {v1}
? Which animal had {c.the} {v1}
! {c.the} {v1} {b.the}
! It was {b.the}
ask who c
? Whom had {d.the} {v2}
? Which animal had {d.the} {v2}
! {d.the} {v2} {c.the}
! It was {c.the}
ask who d
? Whom had {e.the} {v3}
? Which animal had {e.the} {v3}
! {e.the} {v3} {d.the}
! It was {d.the}
