title the evening without light
cast a: child
cast b: child
cast c: child
cast d: child
cast e: old
word why: a squirrel had bitten through the wire, a branch had fallen on the wires, the snow had pulled down a pole, lightning had struck the power station, a crow had flown into the wires
word doing: doing some homework, having a bath, peeling potatoes, reading the best part of a book, gluing a broken cup
word s1: a rabbit, a swan, a crocodile, a barking dog, a butterfly, a snail, a goat, an eagle, a witch with a long nose
word s2: a rabbit, a swan, a crocodile, a barking dog, a butterfly, a snail, a goat, an eagle, a witch with a long nose
word s3: a rabbit, a swan, a crocodile, a barking dog, a butterfly, a snail, a goat, an eagle, a witch with a long nose
word s4: a rabbit, a swan, a crocodile, a barking dog, a butterfly, a snail, a goat, an eagle, a witch with a long nose
word where: in the drawer under the string, behind the flour, in a boot, on top of the cupboard, in the sewing basket
word food: pancakes, fried eggs, baked apples, sausages, potatoes
number n: 3..9

beat start
3: On a dark winter evening {a.intro} was {doing} when all the lights went out
3: {a.intro} was {doing} one stormy evening when it suddenly became dark
1: On a dark winter evening I was {doing} when all the lights went out
1: I was {doing} one stormy evening when it suddenly became dark
beat start
There was not a light in the whole street, and not even the street lamps were burning
The fridge stopped humming, the radio fell silent, and all the windows in the street were black
Everything was as black as ink, indoors and out
beat maybe start
@afraid a
beat then
{a} felt along the wall, found {n} candles {where} and lit one of them
{a} groped about until {a} found {n} candles {where}
with both hands out in front, {a} went through the house and found {n} candles {where}
beat when
{a} looked out of the window
{a} opened the door and listened
{a} stepped outside with a candle
beat start
{b.name}, {c.name} and {d.name} were standing on the pavement and did not know what to do
three voices were calling through the dark, and they belonged to {b.name}, {c.name} and {d.name}
beat say a
Come with me! {e.name} has an old iron stove. It must be warm there
Let us go to {e.name}. There is a real stove in that house, and it needs no wires
I know who is not afraid of the dark. Let us go and see {e.name}
beat so
3: the four of them crossed the street, one behind the other, and {e.intro} let them in
1: the four of us crossed the street, one behind the other, and {e.intro} let us in
beat say e
Come in, come in! When I was young, every evening was like this, and it was never dull
Sit down by the fire. Now I will show you how we used to spend our evenings
How nice to have company! A house with a stove is never quite dark
beat start
Then {e.name} hung a white sheet on the line and put a candle behind it
{e.name} put a candle on a chair and hung a sheet in front of it
A sheet was hung up in front of the only candle
beat and
each of the children had to make a shadow with two hands
everyone had to show an animal or a person with nothing but hands and light
everybody was to make a picture on it with bare hands
beat mix start
{a} made {s1}
{a} moved {a.my} fingers, and there was {s1}
beat mix start
{b.name} could do {s2}
{b.name} made {s2}
beat mix start
{c.name} made {s3}, and everyone had to laugh
{c.name} surprised everyone with {s3}
beat mix start
{d.name} managed to make {s4}
{d.name} made {s4} with ten fingers
beat maybe start
{e.name} cooked {food} on the stove, and no meal ever tasted better
There were {food} from a black iron pan
beat maybe start
@glad a
@glad b
beat when
the lights came on again
the lamp on the ceiling suddenly lit up
after two hours there was light again
beat start
everyone blinked and said that it was a pity
nobody cheered, and {d.name} even switched the lamp off again
nobody knew whether to be glad or sorry
beat start
The next day the news went round that {why}
Later it turned out that {why}
In the newspaper it said that {why}
beat and
ever since, there has been an evening without light once a month
from then on, {e.name} had visitors every Friday, and the lamp stayed off
after that night {e.name}'s house was full of guests once a week

ask why
? Why did the lights go out
? Why was there no light
! The lights went out because {why}
! It was because {why}
ask what s1
? What did {a.name} show with two hands
? Which shadow did {a.name} make
! {a.name} made {s1}
! It was {s1}
ask who b
? Who made {s2}
? Who made a shadow like {s2}
! {b.name} made {s2}
! It was {b.name}
ask who c
? Who made {s3}
? Who showed {s3}
! {c.name} made {s3}
! It was {c.name}
ask what s4
? What did {d.name} make with two hands
? Which shadow did {d.name} make
! {d.name} made {s4}
! It was {s4}
ask where where
? Where were the candles
? Where did {a.name} find the candles
! {a.name} found them {where}
! The candles were {where}
ask who e
? Who had a warm house
? Who had an iron stove
! {e.name} had an iron stove
! It was {e.name}
ask what doing
? What was {a.name} doing when the lights went out
! {a.name} was {doing}
