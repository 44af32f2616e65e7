title the tree that fell in the storm
cast a: child
cast b: old
cast c: child
cast d: painter
word tree: chestnut tree, lime tree, walnut tree, oak, beech
word age: a hundred, two hundred, a hundred and fifty
word month: October, November
word noise: a crack like thunder, a groan and a crash, a long sigh and a thud
word sit: played marbles, shelled peas, waited for the rain to stop, learned to read, ate cherries
word spare: the school, the bakery, the church, the henhouse, the swing
word made: a table for the school, a bench for the square, a new door for the church, a ship for the playground, a cradle for every new baby
word seed: in a flower pot, in a wooden tub, in a bucket with a hole, in an old boot
word sign: two green leaves, a tiny shoot, a little crooked stem
number n: 11..19

beat start
On a stormy night in {month} there was {noise}, and the windows shook
In {month} there was a storm that lasted all night, and towards morning came {noise}
One night in {month} the wind howled as it had never howled before, and then there was {noise}
beat when
3: {a.intro} opened the door the next morning
1: I opened the door the next morning
beat start
the old {tree} in the square was lying on the ground, with its roots in the air
there was a great hole in the sky, for the old {tree} in the square had fallen
something was missing. The old {tree} in the square had fallen
beat start
It had stood there for {age} years, and by a miracle it had missed {spare}
By a hand's breadth it had missed {spare}. It was {age} years old
It was {age} years old, and it had fallen so kindly that it did not even touch {spare}
beat then
one after the other the people came out and stood round it in silence
the neighbours came, and nobody could say a word
by and by the whole town stood there, and the men took off their hats
beat say b
I {sit} under it when I was as small as you are
My grandfather {sit} under this tree, and so did I
There has always been a tree here. As a child I {sit} in its shade
beat start
{c.intro} began to cry, because now there would be no shade and no place to climb
{c.intro} put a hand on the bark, as if the tree were a sick horse
{c.intro} sat down on the trunk and would not get up
beat maybe start
@sad a
beat maybe start
The birds flew round and round and did not understand it
Somebody laid a bunch of flowers on the trunk
beat say c
Can we not put it up again? All of us together?
What will they do with it? Will they burn it?
Can nobody help it? There must be somebody who can mend a tree
beat but
a tree like that cannot be put up again
there was nothing to be done for it any more
even the best gardener in the world could not have helped it
beat then
{a} saw something in the grass and picked it up
{a} bent down under the broken branches and looked for something
something small and brown caught {a.my} eye
beat start
It was a seed of the old {tree}, and it was not even wet
It was a single seed, smooth and whole
It was the last seed of the {tree}, hidden in a crack of the bark
beat say a
This is its child! It knows how to become a tree
Look! The tree has left us something
I know what to do. In here is a whole tree, and we only have to wake it
beat maybe start
@thinks b
@surprised c
beat then
3: {c.name} and {a.name} planted it {seed} and kept it in a cool place all winter
1: {c.name} and I planted it {seed} and kept it in a cool place all winter
3: the two children planted it {seed} and put it on the window sill
1: {c.name} and I planted it {seed} and put it on the window sill
beat and
from the wood of the old tree the carpenter made {made}
out of the trunk came {made}, so that everyone could go on using it
the wood was not burned, but made into {made}
beat maybe start
{d.intro} drew the {tree} from memory, with all its branches, and the picture was hung in the town hall
On the cut one could count the rings, thick ones for the good years and thin ones for the dry
beat start
In May {sign} came out of the earth
One morning in spring, {sign} stood in the sun
Nobody had believed in it, but in April there was a green tip in the earth, and a week later {sign}
beat so
the little tree was planted in the square, and {b.name} brought the first can of water
a hole was dug in the old place, and {b.name} put the first spadeful of earth on the roots
on the first of June the little tree was carried to the square, and {b.name} patted down the earth
beat say b
I shall not sit in its shade any more, but you will
Grow slowly, little one. We have time
Now it is your turn to listen to our stories, little tree
beat maybe start
On dry days {a} brought it a can of water, and {c.name} chased the goats away
After {n} weeks it already had its first visitor, a ladybird
@ending a

ask what tree
? What kind of tree was it
? What fell in the storm
! It was the old {tree}
! The old {tree} fell
ask what seed
? Where did they plant the seed
? What did they plant the seed in
! They planted it {seed}
! The seed was planted {seed}
ask what made
? What was made out of the wood
? What became of the trunk
! The carpenter made {made}
! Out of the wood came {made}
ask who b
? Who helped to plant the little tree in the square
! It was {b.name}
! {b.name} helped to plant it
ask who c
? Who planted the seed with {a.name}
? Who helped {a.name} with the seed
! It was {c.name}
! {c.name} planted it with {a.name}
ask why
? Why did {a.name} pick up the seed
! A new tree could grow out of it
! {a.name} knew that a new tree could grow out of it
