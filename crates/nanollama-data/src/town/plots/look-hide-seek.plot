title a game of hide-and-seek with four hiders
season summer
cast a: child
cast b: child
cast c: child
cast d: child
cast e: child
word ground: garden, farmyard, old orchard, schoolyard, miller's yard
word p1: behind the woodpile, inside an empty barrel, under the cart, behind the water butt, in the hen house, up in the pear tree, between two hay bales, under a heap of leaves, behind the hollyhocks, in the wheelbarrow, beneath the stairs, behind a row of beans
word p2: behind the woodpile, inside an empty barrel, under the cart, behind the water butt, in the hen house, up in the pear tree, between two hay bales, under a heap of leaves, behind the hollyhocks, in the wheelbarrow, beneath the stairs, behind a row of beans
word p3: behind the woodpile, inside an empty barrel, under the cart, behind the water butt, in the hen house, up in the pear tree, between two hay bales, under a heap of leaves, behind the hollyhocks, in the wheelbarrow, beneath the stairs, behind a row of beans
word p4: behind the woodpile, inside an empty barrel, under the cart, behind the water butt, in the hen house, up in the pear tree, between two hay bales, under a heap of leaves, behind the hollyhocks, in the wheelbarrow, beneath the stairs, behind a row of beans
word s1: a sneeze, a giggle, a hiccup, a cough, a bright red shoe, the tip of a scarf, a creaking noise, a long shadow, a lock of hair, a rustling noise, a cloud of dust, a soft crack
word s2: a sneeze, a giggle, a hiccup, a cough, a bright red shoe, the tip of a scarf, a creaking noise, a long shadow, a lock of hair, a rustling noise, a cloud of dust, a soft crack
word s3: a sneeze, a giggle, a hiccup, a cough, a bright red shoe, the tip of a scarf, a creaking noise, a long shadow, a lock of hair, a rustling noise, a cloud of dust, a soft crack
word s4: a sneeze, a giggle, a hiccup, a cough, a bright red shoe, the tip of a scarf, a creaking noise, a long shadow, a lock of hair, a rustling noise, a cloud of dust, a soft crack
number n: 20..60

beat start
3: {a.intro} wanted to play hide-and-seek in the {ground}, and {b.name}, {c.name}, {d.name} and {e.name} were glad to join in
3: {a.intro} had four friends to play with in the {ground}: {b.name}, {c.name}, {d.name} and {e.name}
1: I was in the {ground} with {b.name}, {c.name}, {d.name} and {e.name}, and it was my turn to seek
1: {b.name}, {c.name}, {d.name} and {e.name} came to the {ground} to play hide-and-seek with me
beat maybe start
It was (a windless afternoon|a mild evening|a warm afternoon in August), just right for hiding
The hay was in, and there were (a hundred|no end of) places to hide
beat say b to a
You are the seeker, {a.name}. No peeping
Shut your eyes, {a.name}, and count slowly
Face to the wall, {a.name}! And do not count in fives
beat so
{a} leaned against the gate and counted to {n}, while (feet pattered|someone whispered|leaves rustled) in all directions
{a} sat down on a stone, put both hands over {a.my} eyes and counted to {n}
{a} turned to the wall and counted to {n} in a loud voice
beat say a
Ready or not, here I come!
Now watch out! I can find anything, even a needle
I am coming! Sit still, all of you
beat maybe start
@outside
beat mix start
{b.name} was {p1}, and {s1} gave {b.me} away
Somebody noticed {s1}, and so {b.name} was discovered {p1}
{a} saw {b.name} {p1} because of {s1}
{s1} led to {b.name}, who was crouching {p1}
beat mix start
{c.name} had crept into a place {p2}, but {s2} gave the secret away
{c.name} had made {c.self} as small as possible {p2}, but then {s2} was noticed
Because of {s2}, {a} looked {p2}, and there was {c.name}
{c.name} was found {p2} because of {s2}
beat mix start
{d.name} might have stayed {p3} until supper, if it had not been for {s3}
{s3} betrayed {d.name}, who was hidden {p3}
{d.name} was sure of winning {p3} until {s3} ended the dream
{d.name} was as quiet as a mouse {p3}, and still {s3} was enough to give {d.me} away
beat mix start
{e.name} thought that nobody would look {p4}, but {s4} spoiled it
If it had not been for {s4}, {e.name} would still be {p4}
{a} noticed {s4} and caught {e.name} {p4}
It was only {s4} that showed where {e.name} was: {p4}
beat start
At last all four were found, and there was a lot of laughing
Four faces, red and dusty, stood in a row before the sun went down
Now that everybody had been found, somebody fetched a jug of water
When the last one had been found, all of them sat on the (grass|steps) to get their breath back
beat maybe say c
Next time I shall pick a better place
There was a spider on my nose, and I did not even blink
I could not feel my legs any more
beat maybe say a
You hid so well! I almost gave up
Now it is my turn to hide
beat maybe start
@evening a

ask where p1
? Where (did {b.name} hide|was {b.name} hiding|was {b.name} found)
? In which place was {b.name} found
! {b.name} was {p1}
! {b.name} was found {p1}
ask who b
? Who (was|hid|was found) {p1}
? Which child had chosen to hide {p1}
! It was {b.name} who was {p1}
! {b.name} had hidden there
ask what s1
? What gave {b.name} away
? How did {a.name} notice {b.name}
! {s1} gave {b.name} away
! It was {s1} that gave {b.name} away
ask where p2
? Where (did {c.name} hide|was {c.name} hiding|was {c.name} found)
? In which place was {c.name} found
! {c.name} was {p2}
! {c.name} was found {p2}
ask who c
? Who (was|hid|was found) {p2}
? Which child had chosen to hide {p2}
! It was {c.name} who was {p2}
! {c.name} had hidden there
ask what s2
? What gave {c.name} away
? How did {a.name} notice {c.name}
! {s2} gave {c.name} away
! It was {s2} that gave {c.name} away
ask where p3
? Where (did {d.name} hide|was {d.name} hiding|was {d.name} found)
? In which place was {d.name} found
! {d.name} was {p3}
! {d.name} was found {p3}
ask who d
? Who (was|hid|was found) {p3}
? Which child had chosen to hide {p3}
! It was {d.name} who was {p3}
! {d.name} had hidden there
ask what s3
? What gave {d.name} away
? How did {a.name} notice {d.name}
! {s3} gave {d.name} away
! It was {s3} that gave {d.name} away
ask where p4
? Where (did {e.name} hide|was {e.name} hiding|was {e.name} found)
? In which place was {e.name} found
! {e.name} was {p4}
! {e.name} was found {p4}
ask who e
? Who (was|hid|was found) {p4}
? Which child had chosen to hide {p4}
! It was {e.name} who was {p4}
! {e.name} had hidden there
ask what s4
? What gave {e.name} away
? How did {a.name} notice {e.name}
! {s4} gave {e.name} away
! It was {s4} that gave {e.name} away
ask how-many n
? How far did {a.name} count
? To what number did {a.name} count
! {a.name} counted to {n}
ask yes-no
? Did {d.name} hide {p3}
? Was {d.name} found {p3}
! Yes, {d.name} was {p3}
! Yes, that was where {d.name} was
ask yes-no
? Did {c.name} hide {p1}
? Was {c.name} found {p1}
! No, {c.name} was {p2}
! No, that was {b.name}, and {c.name} was {p2}
