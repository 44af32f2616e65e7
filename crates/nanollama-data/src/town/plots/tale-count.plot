title the one who was missing
season spring
thing f: goose, duck, hen, quail, swan; proud, busy, careful, white
cast a: child
word y: children, little ones, chicks
word where: to the pond, through the long grass, over the bridge, to the clover field, round the barn
number n: 4..11
number m: n+1
word look1: under the dock leaves, in the ditch, behind the pump
word look2: among the reeds, below the hedge, in the wheelbarrow
word p: a puddle, a bucket of water, a shiny milk can, a window

beat start
One morning {f} went {where} with {n} {y}
{f} had {n} {y} and took them {where} for the first time
There was once {f} with {n} {y}, and every day they went {where} and back again
It was the first warm day, and {f} led {n} {y} {where}
beat maybe start
@weather
@outside
beat say f
We are {m}, and {m} of us will come home again
Stay close together! We are {m} in all, and I shall count
Nobody runs ahead, and nobody stays behind! When we come back, we must be {m}
beat then
{f.the} looked round when they had arrived and counted
{f.the} stopped after a while and counted
in the shade of a willow {f.the} sat down and counted
beat but
{f.the} counted only {n}
it came to {n} and not to {m}
the number was {n}, where {m} had been expected
beat say f
One of us is lost! Who is it?
One is missing! Oh, what a misfortune! Nobody move
Somebody is gone! I had {m}, I am sure of it
beat so
they looked {look1} and {look2}, and all of them cried
all of them went to search, {look1} and {look2}, and called without knowing what name to call
the search began, {look1} first and {look2} next, and nobody sang any more
beat start
{f.the} counted from the left and from the right, and each time there were {n}
Three times {f.the} counted, and three times there were only {n}
{f.the} made them stand in a row and counted again, and it was {n} as before
beat then
{a.intro} came along the path and asked what was the matter
{a.intro} heard the noise and climbed over the fence
{a.intro}, who was gathering sorrel, put down the bag and came nearer
beat say f
We were {m} when we went away, and now we are {n}
A child of mine is lost, and I do not even know which one
Help us, please! Here stand {n}, and there should be {m}
beat then
{a} counted, too, and pointed with a finger: there were {m}
{a} counted slowly, and it came to {m}
{a} walked round them once and counted {m}
beat say a
You have forgotten somebody. Look into {p}, and you will see who it is
Nobody is missing. You counted all the others, but you did not count yourself
Who is it that counts and is never counted? You are all here
beat start
{f.the} was so happy that it forgot to be ashamed
There was great joy, and {f.the} kissed each one of the {n}, and then its own wing
What a relief! {f.the} danced in a circle, and all the {n} danced, too
beat so
they went home, and at the gate they were counted once more, and this time by the smallest of them
all {m} went home in one long row
the way home was short and merry, and {m} shadows ran along beside them
beat maybe start
Since then {f.the} begins every count with itself
Those who look after everybody often forget one

ask how-many n
? How many {y} did {f.the} have
? How many {y} were with {f.the}
! There were {n} of them
! {f.the} had {n} {y}
ask how-many m
? How many were they in all, with {f.the}
? {n} {y} and {f.the}, how many is that
! {n} and one make {m}
! They were {m} in all
ask how-many n
? How many did {f.the} count each time
? To what number did {f.the} count
! {f.the} counted only {n}
! It was {n} each time
ask who f
? Who was missing
? Whom had {f.the} not counted
! {f.the} had not counted itself
! It was {f.the}, who had forgotten to count itself
ask why
? Why was the number always too small
? Why was one too few each time
! {f.the} had forgotten to count itself
! It was because {f.the} did not count itself
ask who a
? Who helped them
? Who found out what was wrong
! {a.name} did
! It was {a.name}
