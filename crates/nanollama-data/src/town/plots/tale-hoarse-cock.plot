title the morning when the cock was hoarse
cast a: child
cast b: farmer
word ill: sung all night at a wedding, swallowed a fishbone, caught a cold, shouted at the fox until midnight
word v1: the duck quacked, the goose hissed, the turkey gobbled, the pigeon cooed
word v2: the cow mooed, the ox bellowed, the calf lowed
word v3: the donkey brayed, the horse neighed, the pony whinnied
word v4: the sheep bleated, the pig squealed, the lamb bleated
word v5: the dog barked, the puppy yelped, the cat mewed
word where: in the attic, in the room above the stable, on a sofa in the parlour, in the hay
word medicine: warm milk with honey, a spoonful of syrup, onion juice with sugar, a woollen scarf
number n: 4..7

beat start
3: {a.intro} spent the holidays on the farm of {b.intro} and slept {where}, and every day at {n} the cock crowed
3: On the farm of {b.intro}, the cock woke everyone at {n}, even {a.intro}, who was a guest and slept {where}
1: I spent the holidays on the farm of {b.intro} and slept {where}, and every day at {n} the cock crowed
1: On the farm of {b.intro}, the cock woke everyone at {n}, even me, the guest, who slept {where}
beat but
one day not a sound came from the roof of the henhouse, because the cock had {ill}
one morning there was only a faint croak, for the cock had {ill}
when the sun rose that day, the cock only shook his head, because he had {ill}
beat so
the other animals had to wake the house
the animals agreed that somebody else must do the waking
there was a meeting at the trough, and all of them promised to help
beat start
First of all {v1} under the window, but {b.name} only turned over
{v1} first, as loudly as possible, but nobody stirred
To begin with, {v1}, but the only one who answered was the echo
beat then
{v2}, and still the curtains stayed shut
{v2}, but there was no light in the house
{v2} so deeply that the buckets hummed, but nobody came
beat then
{v3}, but all that came back was a snore
{v3} three times, and a shutter banged, but that was only the wind
{v3} as never before, and upstairs somebody coughed and slept on
beat then
{v4}, {v5}, and the whole yard was one great noise
{v4} and {v5}, and {a} dreamed of a brass band and did not wake up
{v4} and {v5} at the same time, and a tile fell from the roof
beat but
{b.name} slept on, for a farm is never really silent
it was all in vain, because {b.name} had slept through noise for thirty years
{b.name} only smiled and dreamed of music
beat so
they gave up, one after another, and it grew still
in the end they were all out of breath, and nothing could be heard any more
in the end nobody had any voice left, and the yard lay as still as a picture
beat then
a window flew open, and {b.name} looked out in a nightshirt
the door was thrown open, and {b.name} stood there with a lantern and no shoes
there were steps on the stairs, and {b.name} came running out
beat say b to a
What has happened, {a.name}? I woke up because it was so quiet
Are you there, {a.name}? This silence would wake the dead
Something is wrong, {a.name}! I cannot hear a thing
beat then
everybody got up at last, and {a} brought the cock {medicine}
there was breakfast, and {a} gave the cock {medicine}
everybody came down at last, and the cock got {medicine} from {a.me}
beat maybe say b
Tomorrow I shall set an alarm clock
I never knew that one can be woken by nothing at all
So it takes a whole yard to do the work of one cock
beat maybe start
Three days later the cock could crow again, and a little too well
The next morning the cock was heard as far as the mill

ask why ill
? Why was the cock hoarse
? Why could the cock not crow
! The cock had {ill}
! It was because the cock had {ill}
ask why
? Why did {b.name} wake up
? What woke {b.name} in the end
! {b.name} woke up because it was so quiet
! It was the quiet that woke {b.name}
ask what v1
? What was heard first
? What was the first thing that the animals tried
! First {v1}
! {v1} first
ask what v2
? What was heard next, after {v1}
? What came second
! Next, {v2}
! {v2} after that
ask what medicine
? What did the cock get
? What did {a.name} give to the cock
! The cock got {medicine}
! It was {medicine} that {a.name} brought
ask where where
? Where did {a.name} sleep
? In what place did {a.name} spend the nights
! {a.name} slept {where}
! It was {where}
ask how-many n
? When did the cock crow
? At what time did the cock usually wake the farm
! The cock crowed at {n}
! It was at {n} o'clock
