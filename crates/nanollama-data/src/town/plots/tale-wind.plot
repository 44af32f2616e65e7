title what the wind took
cast a: pet
thing b: fox, hedgehog, hare, badger, otter, goose, squirrel, weasel, stork, pig, calf, sheep, lamb
thing c: fox, hedgehog, hare, badger, otter, goose, squirrel, weasel, stork, pig, calf, sheep, lamb
thing d: fox, hedgehog, hare, badger, otter, goose, squirrel, weasel, stork, pig, calf, sheep, lamb
thing e: fox, hedgehog, hare, badger, otter, goose, squirrel, weasel, stork, pig, calf, sheep, lamb
word x1: scarf, cap, apron, umbrella, waistcoat, sun hat, shawl, sock, glove, nightcap, curtain, napkin, bow tie, raincoat
word x2: scarf, cap, apron, umbrella, waistcoat, sun hat, shawl, sock, glove, nightcap, curtain, napkin, bow tie, raincoat
word x3: scarf, cap, apron, umbrella, waistcoat, sun hat, shawl, sock, glove, nightcap, curtain, napkin, bow tie, raincoat
word x4: scarf, cap, apron, umbrella, waistcoat, sun hat, shawl, sock, glove, nightcap, curtain, napkin, bow tie, raincoat
word p1: on the hill, at the ford, by the mill, on the bridge, in the orchard, beside the pond, at the crossroads, in the vineyard, behind the barn, near the quarry, on the market square
word p2: on the hill, at the ford, by the mill, on the bridge, in the orchard, beside the pond, at the crossroads, in the vineyard, behind the barn, near the quarry, on the market square
word p3: on the hill, at the ford, by the mill, on the bridge, in the orchard, beside the pond, at the crossroads, in the vineyard, behind the barn, near the quarry, on the market square
word p4: on the hill, at the ford, by the mill, on the bridge, in the orchard, beside the pond, at the crossroads, in the vineyard, behind the barn, near the quarry, on the market square
word m: field of rye, pumpkin patch, turnip field, field of oats, strawberry field

beat start
3: On a wild March day {a.intro} saw the wind come over the hill with big steps
3: The wind was in a bad mood, and {a.intro} ran for shelter
3: It began with a whistle in the chimney, and {a.intro} looked out to see what the wind was up to
1: On a wild March day I saw the wind come over the hill with big steps
1: The wind was in a bad mood that day, and I ran for shelter
1: It began with a whistle in the chimney, and I looked out to see what the wind was up to
beat mix start
The wind took the {x1} from {b}, who was standing {p1}
{b} was resting {p1} when the {x1} was pulled away
{p1} the wind caught {b} and ran off with the {x1}
{b} was {p1} and lost the {x1} in a gust
beat mix start
{c} held on tight {p2}, but the {x2} was gone in a moment
{c} made a grab for the {x2} {p2} and caught nothing but air
The {x2} of {c} flew up {p2} and did not come down again
{p2} the wind snatched the {x2} away from {c}
beat mix start
From {d}, who was just {p3}, the wind stole the {x3}
{d} ran three times round in circles {p3}, but the {x3} was faster
Nothing could save the {x3} of {d}, which was blown away {p3}
The wind found {d} {p3}, puffed once and had the {x3}
beat mix start
{e} had to watch {p4} as the {x4} sailed away
{p4}, {e} looked up too late, and the {x4} was already over the roofs
The {x4} was torn from {e} {p4}
It was {p4} that {e} lost the {x4}
beat say a
Come with me, all of you! What the wind takes, it must also put down somewhere
I saw which way it went. Follow me
Stop crying and follow me! Nothing in this world is lost for ever
beat so
a whole procession went over the fields, against the wind and with wet eyes
3: the five of them ran after it over stubble and ditches
1: the five of us ran after it over stubble and ditches
3: they held on to each other and fought their way across the fields
beat start
3: At last, in the middle of the {m}, they came upon all of their things
3: Before nightfall they climbed a last fence, and before them lay the {m}
1: Before nightfall there was a last fence to climb, and behind it lay the {m}
Everything was found in the evening, in the {m}, and it was a strange sight
beat start
The scarecrow was wearing the {x1}, the {x2}, the {x3} and the {x4}, one above the other
There stood the scarecrow, dressed from head to foot, with the {x4}, the {x3}, the {x2} and the {x1}
In the middle stood the old scarecrow, wearing the {x2}, the {x1}, the {x4} and the {x3}
beat and
it looked so warm and so proud that nobody dared to take anything away
for the first time in its life it was smiling
it stood up straight, as if it were going to a ball
beat say b
Leave it, please. I have another one at home
I do not need mine so badly. Spring is coming
It has been standing here all winter with nothing on
beat say d
And who protects the fields for all of us? It has earned this
I never saw anybody who looked so fine
I was angry this morning, and now I am glad
beat so
everybody bowed to the scarecrow and went home, a little colder, but content
all the things were left there, and everybody walked home arm in arm
3: they each straightened a fold and went home in the dusk
beat maybe start
Sometimes, in a storm, it lifts the {x1} a little to greet them
The crows kept away from that day on
And the wind? It came back once, bowed to the scarecrow and flew on

ask who b
? Who lost the {x1}
? From whom did the wind take the {x1}
! It was {b.the} that lost it
! {b.the} lost the {x1}
ask what x1
? What did {b.the} lose
? What did the wind take from {b.the}
! {b.the} lost the {x1}
! It was the {x1}
ask where p1
? Where (was {b.the} when the wind came|did {b.the} lose the {x1})
? Where did the wind find {b.the}
! {b.the} was {p1}
! It was {p1}
ask who b
? Who was {p1} when the wind came
? Which animal was {p1}
! It was {b.the}
! {b.the} was there
ask who c
? Who lost the {x2}
? From whom did the wind take the {x2}
! It was {c.the} that lost it
! {c.the} lost the {x2}
ask what x2
? What did {c.the} lose
? What did the wind take from {c.the}
! {c.the} lost the {x2}
! It was the {x2}
ask where p2
? Where (was {c.the} when the wind came|did {c.the} lose the {x2})
? Where did the wind find {c.the}
! {c.the} was {p2}
! It was {p2}
ask who c
? Who was {p2} when the wind came
? Which animal was {p2}
! It was {c.the}
! {c.the} was there
ask who d
? Who lost the {x3}
? From whom did the wind take the {x3}
! It was {d.the} that lost it
! {d.the} lost the {x3}
ask what x3
? What did {d.the} lose
? What did the wind take from {d.the}
! {d.the} lost the {x3}
! It was the {x3}
ask where p3
? Where (was {d.the} when the wind came|did {d.the} lose the {x3})
? Where did the wind find {d.the}
! {d.the} was {p3}
! It was {p3}
ask who d
? Who was {p3} when the wind came
? Which animal was {p3}
! It was {d.the}
! {d.the} was there
ask who e
? Who lost the {x4}
? From whom did the wind take the {x4}
! It was {e.the} that lost it
! {e.the} lost the {x4}
ask what x4
? What did {e.the} lose
? What did the wind take from {e.the}
! {e.the} lost the {x4}
! It was the {x4}
ask where p4
? Where (was {e.the} when the wind came|did {e.the} lose the {x4})
? Where did the wind find {e.the}
! {e.the} was {p4}
! It was {p4}
ask who e
? Who was {p4} when the wind came
? Which animal was {p4}
! It was {e.the}
! {e.the} was there
ask where
? Where did they find their things
? Where was everything in the end
! The scarecrow in the {m} had everything
! It was all on the scarecrow in the {m}
ask yes-no
? Did {e.the} lose the {x2}
? Did the wind take the {x2} from {e.the}
! No, {e.the} lost the {x4}
! No, it was {c.the} who lost the {x2}
