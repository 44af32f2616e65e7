title the band without a drum
season summer
cast a: child
cast b: teacher
cast c: child
cast d: child
cast e: child
cast f: cook
word i1: trumpet, flute, fiddle, clarinet, accordion, tuba, guitar, harp, horn
word i2: trumpet, flute, fiddle, clarinet, accordion, tuba, guitar, harp, horn
word i3: trumpet, flute, fiddle, clarinet, accordion, tuba, guitar, harp, horn
word i4: trumpet, flute, fiddle, clarinet, accordion, tuba, guitar, harp, horn
word feast: the opening of the new bridge, the midsummer dance, the birthday of the town, the end of the school year
word gone: the drum had a hole as big as a plate, mice had eaten the skin of the drum, the drum had been left out in the rain, somebody had sat on the drum
word pan: soup pot, stewpan, copper kettle, wash boiler, preserving pan
word stick: a wooden spoon, a ladle, two rolling pins, a pair of tongs
word place: in the village square, under the lime trees, in the park, by the river
word gift: a cap with a feather, a bag of cherries, a real drumstick, a medal made of gingerbread

beat start
3: The school band was going to play at {feast}, and {a.intro} was to beat the big drum
3: {a.intro} had been counting the days. At {feast} the school band was going to play, and the big drum was {a.my} part
1: The school band was going to play at {feast}, and I was to beat the big drum
1: I had been counting the days. At {feast} our school band was going to play, and the big drum was my part
beat maybe start
@weather
@town
beat start
{b.intro} was the conductor, with a stick and a very loud voice
{b.intro} had taught the band five pieces, two fast ones and three slow ones
The band was led by {b.intro}, who could play almost everything
beat mix start
{c.name} had the {i1}
{c.name} played the {i1}
The one with the {i1} was {c.name}
beat mix start
{d.name} was at the {i2}
{d.name} played the {i2}
{d.name} had chosen the {i2}
beat mix start
{e.name} played the {i3}
{e.name} had learned the {i3}
the {i3} was played by {e.name}
beat mix start
{b.name} played the {i4} with one hand and beat time with the other
if somebody was missing, {b.name} played the {i4} as well
{b.name} helped out on the {i4}
beat but
one hour before the beginning it turned out that {gone}
when the cupboard was opened, it was seen that {gone}
on the morning of the great day it was found that {gone}
beat say b
A band without a drum is like a cart without wheels!
What bad luck! Without the drum we all play at a different speed
There is nothing to be done. We shall have to send the people home
beat maybe start
@sad a
@worried a
beat then
{a} went into the kitchen of {f.intro} to be alone for a moment
{a} ran out at the back door and ended up in the kitchen of {f.intro}
beat start
There stood {pan.a} on the stove, and the lid was dancing on it. Tap, tap, tap, it went
Something went tap, tap, tap. It was the lid of {pan.a} in which peas were boiling
{f.name} was hammering a dent out of {pan.a}, and it sounded like a gong
beat say a to f
May I borrow that? And {stick}, please!
Do you need this just now? It has a wonderful voice. And I would need {stick}, too
Please lend it to me for one hour, together with {stick}!
beat so
{f.name} wiped it with a cloth and handed it over
{f.name} laughed and gave {a.me} the best piece in the kitchen
beat when
the band stood in its place, {place}
all the people were waiting {place}
beat start
{a} lifted {stick} and gave the first beat, and it rang out over all the heads
there was a boom such as nobody had ever heard before, and all the others came in
{a} began, boom and tap, and one after the other the instruments joined in
beat and
the people began to clap and to stamp, and even the old ones danced
children ran home and came back with lids and kettles to play along
nobody could keep both feet still
beat say b
From today on we are the only band in the world with {pan.a}
I shall not have that drum mended in a hurry
I have heard many drums, but never one that smelled of soup
beat maybe start
@proud a
@glad a
beat start
For this {a} was given {gift}
{f.name} gave {a.me} {gift} at the end
The prize for the best player, {gift}, went to {a.me}
beat maybe start
@ending a
@relief
@evening a
The next day lunch was an hour late, because there was a new dent to be hammered out

ask what i1
? What did {c.name} play
? Which instrument did {c.name} have
! {c.name} played the {i1}
! It was the {i1}
ask who d
? Who played the {i2}
? Who had the {i2}
! {d.name} played the {i2}
! It was {d.name}
ask what i3
? What did {e.name} play
? Which instrument did {e.name} have
! {e.name} played the {i3}
! It was the {i3}
ask who b
? Who played the {i4}
? Who was at the {i4}
! {b.name} played the {i4}
! It was {b.name}
ask what pan
? What did {a.name} use as a drum
? What did {a.name} borrow from {f.name}
! {a.name} used {pan.a}
! It was {pan.a}
ask why gone
? Why was there no drum
? What was the matter with the drum
! {gone}
! The trouble was that {gone}
ask where place
? Where did the band play
! The band played {place}
! It was {place}
ask what gift
? What was {a.name} given in the end
? What did {a.name} get for it
! {a.name} was given {gift}
! It was {gift}
